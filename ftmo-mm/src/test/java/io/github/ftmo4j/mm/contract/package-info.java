/**
 * What every risk module must keep to, as a test that any module can be put to, and the random accounts that it needs.
 */
@NullMarked
package io.github.ftmo4j.mm.contract;

import org.jspecify.annotations.NullMarked;
