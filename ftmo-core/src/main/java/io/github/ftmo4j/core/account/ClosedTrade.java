package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.Money;

/**
 * A position that was closed.
 *
 * @param id what the broker called it
 * @param profit what its last closing earned, as corrected since
 */
public record ClosedTrade(String id, Money profit) {}
