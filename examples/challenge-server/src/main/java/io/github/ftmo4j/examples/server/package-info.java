/** The questions of the library over HTTP: an earlier service's endpoints, {@code /v1}, a page and documentation. */
@NullMarked
package io.github.ftmo4j.examples.server;

import org.jspecify.annotations.NullMarked;
