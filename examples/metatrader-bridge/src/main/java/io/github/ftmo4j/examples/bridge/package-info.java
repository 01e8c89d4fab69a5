/** A MetaTrader account under the account monitor, over a loopback socket. */
@NullMarked
package io.github.ftmo4j.examples.bridge;

import org.jspecify.annotations.NullMarked;
