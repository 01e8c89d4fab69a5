/** Shows what open trades, positions held together and similar accounts do to the odds. */
@org.jspecify.annotations.NullMarked
package io.github.ftmo4j.examples.open;
