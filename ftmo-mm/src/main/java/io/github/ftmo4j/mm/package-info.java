/** The position sizer: modules propose or limit, the smallest amount wins, and house rules have the last word. */
@NullMarked
package io.github.ftmo4j.mm;

import org.jspecify.annotations.NullMarked;
