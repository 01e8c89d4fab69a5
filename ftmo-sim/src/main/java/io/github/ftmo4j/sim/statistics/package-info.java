/** Estimates and differences with their intervals, and laws of counts and days. */
@NullMarked
package io.github.ftmo4j.sim.statistics;

import org.jspecify.annotations.NullMarked;
