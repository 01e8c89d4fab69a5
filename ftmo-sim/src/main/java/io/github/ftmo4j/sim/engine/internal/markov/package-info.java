/** The exact engine: the distribution over the states of an account, trade by trade. Not for use from outside. */
@NullMarked
package io.github.ftmo4j.sim.engine.internal.markov;

import org.jspecify.annotations.NullMarked;
