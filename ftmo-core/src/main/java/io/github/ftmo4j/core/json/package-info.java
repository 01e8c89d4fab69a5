/** JSON objects as the journal, the decision log and saved states write and read them. */
@NullMarked
package io.github.ftmo4j.core.json;

import org.jspecify.annotations.NullMarked;
