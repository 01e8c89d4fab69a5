/** The challenge simulator: a specification goes in, the odds come out. */
@NullMarked
package io.github.ftmo4j.sim;

import org.jspecify.annotations.NullMarked;
