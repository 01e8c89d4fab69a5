/** Prints the reference scenarios: the old system's figures, and the same markets under FTMO's rules. */
@NullMarked
package io.github.ftmo4j.examples.reference;

import org.jspecify.annotations.NullMarked;
