/** The specification of a simulation: program, trades, sizing, trading plan, calendar, start and accounts. */
@NullMarked
package io.github.ftmo4j.sim.spec;

import org.jspecify.annotations.NullMarked;
