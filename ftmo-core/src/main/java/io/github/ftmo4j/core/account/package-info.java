/** The account state machine: events in, verdict and headroom out. */
@NullMarked
package io.github.ftmo4j.core.account;

import org.jspecify.annotations.NullMarked;
