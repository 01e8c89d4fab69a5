/** Prints four demo markets: under the rules of an earlier simulator, and beside it under FTMO's. */
@NullMarked
package io.github.ftmo4j.examples.reference;

import org.jspecify.annotations.NullMarked;
