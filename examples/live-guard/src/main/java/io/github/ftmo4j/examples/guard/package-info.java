/** A day of quotes under the eyes of the account monitor. */
@NullMarked
package io.github.ftmo4j.examples.guard;

import org.jspecify.annotations.NullMarked;
