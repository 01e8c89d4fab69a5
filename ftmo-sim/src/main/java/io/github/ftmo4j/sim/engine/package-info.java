/** Where and how an engine computes an answer. The engines themselves are internal. */
@NullMarked
package io.github.ftmo4j.sim.engine;

import org.jspecify.annotations.NullMarked;
