/**
 * What every risk module must keep to, as a test that any module can be put to, with random accounts, modules of the
 * library and stacks of them.
 */
@NullMarked
package io.github.ftmo4j.mm.contract;

import org.jspecify.annotations.NullMarked;
