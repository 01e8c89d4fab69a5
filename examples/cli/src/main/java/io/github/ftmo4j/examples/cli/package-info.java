/** The library as a command. */
@NullMarked
package io.github.ftmo4j.examples.cli;

import org.jspecify.annotations.NullMarked;
