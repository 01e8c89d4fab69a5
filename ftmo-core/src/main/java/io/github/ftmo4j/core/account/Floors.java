package io.github.ftmo4j.core.account;

/**
 * The floors of an account, in minor units of its currency; {@link AccountView#NO_FLOOR} for one that does not exist.
 *
 * @param dailyLoss the floor of the daily loss
 * @param maximumLoss the floor of the maximum loss
 * @param floatingLoss the floor of the floating loss
 */
public record Floors(long dailyLoss, long maximumLoss, long floatingLoss) {}
