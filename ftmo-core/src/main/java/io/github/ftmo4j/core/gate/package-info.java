/** Times at which no new risk may be opened. */
@NullMarked
package io.github.ftmo4j.core.gate;

import org.jspecify.annotations.NullMarked;
