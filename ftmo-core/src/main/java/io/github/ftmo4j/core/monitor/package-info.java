/** The live façade: one account watched while it is traded. */
@NullMarked
package io.github.ftmo4j.core.monitor;

import org.jspecify.annotations.NullMarked;
