/** Random numbers that depend on what they are drawn for, and on nothing else. */
@NullMarked
package io.github.ftmo4j.sim.random;

import org.jspecify.annotations.NullMarked;
