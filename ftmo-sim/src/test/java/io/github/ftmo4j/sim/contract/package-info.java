/**
 * What every outcome model and every distribution of trades a day must satisfy, as tests to which any of them can be
 * put, and random models of the library.
 */
@NullMarked
package io.github.ftmo4j.sim.contract;

import org.jspecify.annotations.NullMarked;
