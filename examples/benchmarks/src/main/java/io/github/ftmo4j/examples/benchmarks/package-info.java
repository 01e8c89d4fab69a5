/** Measurements. None of them is a test. */
@NullMarked
package io.github.ftmo4j.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
