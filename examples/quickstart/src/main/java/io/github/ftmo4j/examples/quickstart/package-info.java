/** The odds of a trade history in an FTMO challenge. */
@NullMarked
package io.github.ftmo4j.examples.quickstart;

import org.jspecify.annotations.NullMarked;
