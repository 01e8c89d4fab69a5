/** Journeys: attempts until one is funded, their fees, the funded account and its rewards. */
@NullMarked
package io.github.ftmo4j.sim.journey;

import org.jspecify.annotations.NullMarked;
