/** What is known about an edge from past trades, and what follows for the odds. */
@NullMarked
package io.github.ftmo4j.sim.edge;

import org.jspecify.annotations.NullMarked;
