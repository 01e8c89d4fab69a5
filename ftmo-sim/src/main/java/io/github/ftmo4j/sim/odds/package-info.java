/** The odds of a program: probabilities, distributions and ends of attempts, sampled or exact. */
@NullMarked
package io.github.ftmo4j.sim.odds;

import org.jspecify.annotations.NullMarked;
