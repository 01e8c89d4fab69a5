/**
 * The position sizer: modules propose or limit an amount, the smallest amount counts, and house rules may reduce it.
 */
@NullMarked
package io.github.ftmo4j.mm;

import org.jspecify.annotations.NullMarked;
