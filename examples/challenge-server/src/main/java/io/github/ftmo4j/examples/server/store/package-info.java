/** Saved runs. */
@NullMarked
package io.github.ftmo4j.examples.server.store;

import org.jspecify.annotations.NullMarked;
