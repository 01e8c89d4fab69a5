package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Puts the terms of a phase into sentences, from the values that the rules work with. */
final class Description {

    private final Phase phase;
    private final List<String> sentences = new ArrayList<>();

    private Description(Phase phase) {
        this.phase = phase;
    }

    static List<String> of(Phase phase) {
        Description description = new Description(phase);
        description.describe();
        return List.copyOf(description.sentences);
    }

    private void describe() {
        say("Initial balance: " + phase.initialBalance() + ".");
        phase.targetBalance()
                .ifPresentOrElse(
                        balance -> say("Profit target: the balance must reach " + balance + ", a gain of "
                                + size(phase.profitTarget().orElseThrow(), "the initial balance")
                                + " with no position open."),
                        () -> say("No profit target."));
        maximumLoss(phase.maximumLoss());
        phase.dailyLoss().ifPresentOrElse(this::dailyLoss, () -> say("No daily loss limit."));
        phase.bestDay().ifPresent(this::bestDay);
        say(
                phase.minimumTradingDays() == 0
                        ? "No minimum of trading days."
                        : "Minimum trading days: a position must be opened on at least " + phase.minimumTradingDays()
                                + " different days.");
        phase.timeLimit()
                .ifPresentOrElse(
                        limit -> say("Time limit: " + limit.days()
                                + (limit.count() == TimeLimit.Count.WEEKDAYS ? " weekdays" : " calendar days")
                                + ", the first included."),
                        () -> say("No time limit."));
    }

    private void maximumLoss(MaximumLoss loss) {
        String reference = switch (loss.reference()) {
            case INITIAL_BALANCE -> "the initial balance";
            case START_OF_DAY_BALANCE -> "the highest balance at the start of any day";
            case CLOSED_BALANCE -> "the highest balance after any closed position";
            case INTRADAY_EQUITY -> "the highest equity seen";
        };
        String lock = loss.lock()
                .map(level -> ", never above " + phase.initialBalance().plus(level.aboveInitial()))
                .orElse("");
        say("Maximum loss: equity must never be " + beyond() + " the floor, which lies " + size(loss.limit(), reference)
                + " under " + reference + lock + "; at first " + firstFloor(loss.limit()) + ".");
    }

    private void dailyLoss(DailyLoss loss) {
        String anchor = switch (loss.anchor()) {
            case BALANCE -> "the balance";
            case EQUITY -> "the equity";
            case HIGHER -> "the higher of balance and equity";
        };
        String effect = loss.effect() == DailyLoss.Effect.PAUSE ? " A breach only ends the day." : "";
        String judged = loss.judged() == DailyLoss.Judged.AT_CLOSE ? " as the day ends" : " at any instant";
        say("Daily loss: equity must not be " + beyond() + " the floor of the day" + judged + ", which lies "
                + size(loss.limit(), "it") + " under " + anchor + " at the start of the day; on the first day "
                + firstFloor(loss.limit()) + "." + effect);
    }

    private void bestDay(BestDay rule) {
        String whole = switch (rule.measure()) {
            case PROFITABLE_DAYS -> "what all profitable days earned together";
            case NET_PROFIT -> "what all days earned together";
            case PROFIT_TARGET -> "the profit target";
        };
        say("Best day: no day may have earned more than " + percent(rule.share()) + " of " + whole
                + "; while one has, the phase goes on.");
    }

    private String beyond() {
        return phase.breachTest() == BreachTest.TOUCH ? "on or below" : "below";
    }

    private String size(Limit limit, String reference) {
        long initial = phase.initialBalance().minorUnits();
        if (limit instanceof Limit.ShareOfReference share) {
            return percent(share.fraction()) + " of " + reference;
        }
        Money amount = phase.initialBalance().withMinorUnits(limit.minorUnits(initial, initial));
        return limit instanceof Limit.ShareOfInitial share
                ? amount + ", " + percent(share.fraction()) + " of the initial balance,"
                : amount.toString();
    }

    private Money firstFloor(Limit limit) {
        long initial = phase.initialBalance().minorUnits();
        return phase.initialBalance().withMinorUnits(initial - limit.minorUnits(initial, initial));
    }

    private static String percent(double fraction) {
        return BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    private void say(String sentence) {
        sentences.add(sentence);
    }
}
