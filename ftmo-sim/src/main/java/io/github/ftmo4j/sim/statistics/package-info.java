/**
 * Estimates of probabilities and other figures with their intervals, their differences, and distributions of counts.
 */
@NullMarked
package io.github.ftmo4j.sim.statistics;

import org.jspecify.annotations.NullMarked;
