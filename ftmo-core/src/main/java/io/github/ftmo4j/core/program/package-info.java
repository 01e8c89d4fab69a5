/** What a trader buys: programs, their phases and the objectives of each phase. */
@NullMarked
package io.github.ftmo4j.core.program;

import org.jspecify.annotations.NullMarked;
