package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
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
        phase.floatingLoss().ifPresent(this::floatingLoss);
        phase.bestDay().ifPresent(this::bestDay);
        tradingDays(phase.tradingDays());
        phase.timeLimit()
                .ifPresentOrElse(
                        limit -> say("Time limit: " + limit.days()
                                + (limit.count() == TimeLimit.Count.WEEKDAYS ? " weekdays" : " calendar days")
                                + ", the first included."),
                        () -> say("No time limit."));
        phase.inactivity().ifPresent(this::inactivity);
        restrictions(phase.restrictions());
    }

    private void maximumLoss(MaximumLoss loss) {
        String reference = switch (loss.reference()) {
            case INITIAL_BALANCE -> "the initial balance";
            case START_OF_DAY_BALANCE -> "the highest balance at the start of any day";
            case CLOSED_BALANCE -> "the highest balance after any closed position";
            case INTRADAY_EQUITY -> "the highest equity seen";
        };
        String lock = loss.lock()
                .map(level -> ", never above " + aboveInitial(level.aboveInitial())
                        + level.trigger()
                                .map(trigger ->
                                        " and there at once when that balance or equity is " + aboveInitial(trigger))
                                .orElse(""))
                .orElse("");
        String payout = loss.payout() == MaximumLoss.Payout.KEEPS_FLOOR ? " A payout does not move it." : "";
        say("Maximum loss: equity must never be " + beyond() + " the floor, which lies " + size(loss.limit(), reference)
                + " under " + reference + lock + "; at first " + firstFloor(loss.limit()) + "." + payout);
    }

    private Money aboveInitial(Money amount) {
        return phase.initialBalance().plus(amount);
    }

    private void floatingLoss(Limit limit) {
        say("Floating loss: equity must at no instant be " + beyond() + " the balance less "
                + size(limit, "the balance") + ".");
    }

    private void tradingDays(TradingDays rule) {
        if (rule.minimum() == 0) {
            say("No minimum of trading days.");
            return;
        }
        String days = "Minimum trading days: ";
        String different = " on at least " + rule.minimum() + " different days.";
        say(
                switch (rule.counted()) {
                    case OPENED -> days + "a position must be opened" + different;
                    case CLOSED -> days + "a position must be closed" + different;
                    case OPENED_OR_CLOSED -> days + "a position must be opened or closed" + different;
                    case PROFITABLE ->
                        days + "at least " + size(rule.profit().orElseThrow(), "the balance at the start of the day")
                                + " must be earned" + different;
                });
    }

    private void inactivity(Inactivity clocks) {
        clocks.withoutTrade()
                .ifPresent(
                        days -> say("Inactivity: the phase ends after " + days + " days without a position opened."));
        clocks.deepLoss()
                .ifPresent(deep -> say("Deep loss: the phase ends after more than " + deep.days()
                        + " days in a row that end with a balance at least " + size(deep.loss(), "the initial balance")
                        + " under the initial balance."));
    }

    private void restrictions(Restrictions restrictions) {
        String sanction = restrictions.sanction() == Restrictions.Sanction.FAIL ? " A violation fails the phase." : "";
        if (restrictions.stopRequired()) {
            say("Stops: every position must be opened with a stop." + sanction);
        }
        restrictions
                .newsWindow()
                .ifPresent(window -> say("News: nothing may be opened or closed from " + minutes(window.before())
                        + " before to " + minutes(window.after()) + " after a listed release." + sanction));
        restrictions
                .flatBefore()
                .ifPresent(longest -> say("Breaks: no position may be held over a weekend or another break of the"
                        + " market of more than " + minutes(longest) + "." + sanction));
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() % 60 == 0 ? duration.toHours() + " hours" : duration.toMinutes() + " minutes";
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
