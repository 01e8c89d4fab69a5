/** Random numbers. A stream depends on its key only: seed, trial, draw account, phase and purpose. */
@NullMarked
package io.github.ftmo4j.sim.random;

import org.jspecify.annotations.NullMarked;
