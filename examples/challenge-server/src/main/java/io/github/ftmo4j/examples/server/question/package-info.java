/** The questions of {@code /v1}, read from documents and answered as JSON. */
@NullMarked
package io.github.ftmo4j.examples.server.question;

import org.jspecify.annotations.NullMarked;
