/**
 * The contract of every risk module as a test suite for any module, with random accounts, modules of the library and
 * stacks of them.
 */
@NullMarked
package io.github.ftmo4j.mm.contract;

import org.jspecify.annotations.NullMarked;
