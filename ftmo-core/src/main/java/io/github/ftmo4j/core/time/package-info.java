/** Which trading day an instant belongs to. */
@NullMarked
package io.github.ftmo4j.core.time;

import org.jspecify.annotations.NullMarked;
