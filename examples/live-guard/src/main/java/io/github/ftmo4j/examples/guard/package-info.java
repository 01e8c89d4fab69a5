/** A day of quotes, watched by the account monitor. */
@NullMarked
package io.github.ftmo4j.examples.guard;

import org.jspecify.annotations.NullMarked;
