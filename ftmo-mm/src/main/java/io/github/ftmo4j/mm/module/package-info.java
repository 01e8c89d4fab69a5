/** The money-management modules that come with the library. */
@NullMarked
package io.github.ftmo4j.mm.module;

import org.jspecify.annotations.NullMarked;
