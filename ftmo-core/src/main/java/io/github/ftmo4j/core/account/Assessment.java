package io.github.ftmo4j.core.account;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the rules say of an account at a moment.
 *
 * @param verdict where the phase stands
 * @param failure how it failed, none unless it did
 * @param day the trading day
 * @param tradingDays on how many days a position was opened
 * @param headroom the distance to every floor and to the target
 */
public record Assessment(
        Verdict verdict, Optional<Failure> failure, LocalDate day, int tradingDays, Headroom headroom) {}
