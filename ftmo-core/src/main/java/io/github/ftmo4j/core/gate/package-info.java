/** When no new risk may be opened, until when to be flat, and how much risk may be open at all. */
@NullMarked
package io.github.ftmo4j.core.gate;

import org.jspecify.annotations.NullMarked;
