/** Fits of outcome models to past trades, with figures of how good they are. */
@NullMarked
package io.github.ftmo4j.sim.fit;

import org.jspecify.annotations.NullMarked;
