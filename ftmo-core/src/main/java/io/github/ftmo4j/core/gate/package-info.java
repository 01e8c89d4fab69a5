/** When new risk may be opened, by when positions must be closed, and how much risk may be open. */
@NullMarked
package io.github.ftmo4j.core.gate;

import org.jspecify.annotations.NullMarked;
