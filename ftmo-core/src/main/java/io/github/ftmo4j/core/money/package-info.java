/** Exact money in minor units, and the checks that keep fractions and percentages apart. */
@NullMarked
package io.github.ftmo4j.core.money;

import org.jspecify.annotations.NullMarked;
