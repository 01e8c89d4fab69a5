/** Questions and answers of a simulation as JSON documents. */
@NullMarked
package io.github.ftmo4j.json;

import org.jspecify.annotations.NullMarked;
