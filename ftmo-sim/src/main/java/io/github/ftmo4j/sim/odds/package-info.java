/** What is answered: probabilities, distributions and how attempts end, whichever engine computed them. */
@NullMarked
package io.github.ftmo4j.sim.odds;

import org.jspecify.annotations.NullMarked;
