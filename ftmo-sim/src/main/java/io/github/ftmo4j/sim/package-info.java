/** The challenge simulator: a plan of trials in, the law of the number of passes out. */
@NullMarked
package io.github.ftmo4j.sim;

import org.jspecify.annotations.NullMarked;
