/** What is asked: the program, the trades, the sizing, the trading plan, the calendar and the accounts. */
@NullMarked
package io.github.ftmo4j.sim.spec;

import org.jspecify.annotations.NullMarked;
