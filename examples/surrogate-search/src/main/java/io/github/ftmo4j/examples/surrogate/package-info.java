/** A surrogate model that learns from the runs made and proposes the next, measured against plain search. */
@NullMarked
package io.github.ftmo4j.examples.surrogate;

import org.jspecify.annotations.NullMarked;
