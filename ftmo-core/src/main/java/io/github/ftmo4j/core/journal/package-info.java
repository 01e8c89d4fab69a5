/** An append-only file of checksummed JSON lines, and its recovery after a crash. */
@NullMarked
package io.github.ftmo4j.core.journal;

import org.jspecify.annotations.NullMarked;
