/** Estimates and differences of probabilities with their intervals, and distributions of counts. */
@NullMarked
package io.github.ftmo4j.sim.statistics;

import org.jspecify.annotations.NullMarked;
