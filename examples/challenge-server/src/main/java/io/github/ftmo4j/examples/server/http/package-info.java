/** How requests are read and refused, the same for all endpoints. */
@NullMarked
package io.github.ftmo4j.examples.server.http;

import org.jspecify.annotations.NullMarked;
