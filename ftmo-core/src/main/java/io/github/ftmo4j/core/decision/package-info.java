/** The decision log: what was decided on an account, when and why. */
@NullMarked
package io.github.ftmo4j.core.decision;

import org.jspecify.annotations.NullMarked;
