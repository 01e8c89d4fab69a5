/** One simulated attempt, day by day. */
@NullMarked
package io.github.ftmo4j.examples.trace;

import org.jspecify.annotations.NullMarked;
