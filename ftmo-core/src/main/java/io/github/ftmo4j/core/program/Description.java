package io.github.ftmo4j.core.program;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the terms of a phase or a program into sentences, from the values that the rules work with. */
final class Description {

    private final List<String> sentences = new ArrayList<>();

    private Description() {}

    static List<String> of(Phase phase) {
        Description description = new Description();
        description.new PhaseTerms(phase).describe();
        return List.copyOf(description.sentences);
    }

    static List<String> of(Program program) {
        Description description = new Description();
        description.program(program);
        return List.copyOf(description.sentences);
    }

    /** The name, the size and the main limits of a phase in one line. */
    static String summary(Phase phase) {
        List<String> terms = new ArrayList<>();
        phase.profitTarget().ifPresent(limit -> terms.add("target " + brief(limit)));
        MaximumLoss maximum = phase.maximumLoss();
        terms.add("maximum loss " + brief(maximum.limit())
                + (maximum.reference() == MaximumLoss.Reference.INITIAL_BALANCE ? "" : " trailing"));
        phase.dailyLoss().ifPresent(loss -> terms.add("daily loss " + brief(loss.limit())));
        phase.floatingLoss().ifPresent(limit -> terms.add("floating loss " + brief(limit)));
        phase.bestDay().ifPresent(rule -> terms.add("best day " + percent(rule.share())));
        if (phase.tradingDays().minimum() > 0) {
            terms.add(count(phase.tradingDays().minimum(), "trading day"));
        }
        phase.timeLimit().ifPresent(limit -> terms.add("time limit " + count(limit.days(), "day")));
        return phase.name() + ", " + phase.initialBalance() + ": " + String.join(", ", terms);
    }

    private static String brief(Limit limit) {
        if (limit instanceof Limit.Amount amount) {
            return amount.money().toString();
        }
        return limit instanceof Limit.ShareOfInitial share
                ? percent(share.fraction())
                : percent(((Limit.ShareOfReference) limit).fraction()) + " of the reference";
    }

    private void program(Program program) {
        int phases = program.phases().size();
        say(program.name() + ": " + count(phases, "phase") + (phases == 1 ? "." : ", each on a fresh account."));
        for (int i = 0; i < phases; i++) {
            Phase phase = program.phases().get(i);
            say("Phase " + (i + 1) + " of " + phases + ", " + phase.name() + ".");
            new PhaseTerms(phase).describe();
        }
        program.funded().ifPresentOrElse(this::funded, () -> say("What follows is not known."));
        say("Fee: " + program.fee().map(Description::fee).orElse("not known") + ".");
        say("Days begin at " + beginning(program.clock()) + ".");
        program.conditions()
                .ifPresent(conditions ->
                        say("Platform: at most " + count(conditions.requestsPerDay(), "server request") + " and "
                                + count(conditions.positionsPerDay(), "new position") + " a day, and "
                                + count(conditions.ordersAtOnce(), "order") + " at once."));
        program.source().ifPresent(source -> {
            say("Source: " + source.page() + " as of " + source.asOf() + ".");
            source.note().ifPresent(note -> say("Note: " + note + "."));
        });
    }

    private void funded(FundedTerms terms) {
        say("Funded account, " + terms.account().name() + ".");
        new PhaseTerms(terms.account()).describe();
        say("Reward: the trader's share of the profit is " + split(terms.split()) + ", to be claimed from "
                + count(terms.reward().daysToFirst(), "day")
                + " after the first trade on, then from "
                + count(terms.reward().daysBetween(), "day")
                + " after the first trade that follows a reward, with no position open.");
        reward(terms.reward(), new PhaseTerms(terms.account()));
        terms.scaling()
                .ifPresent(plan -> say("Scaling: after at least " + count(plan.months(), "month")
                        + " with a net profit of at least " + percent(plan.profit()) + " of the account's size, "
                        + count(plan.rewards(), "reward") + " and the balance in profit, the account grows by "
                        + percent(plan.growth()) + " of its original size, up to " + plan.largest()
                        + ", and the trader's share is " + percent(plan.traderShare()) + "."));
        if (!terms.unknown().isEmpty()) {
            say("Not known: "
                    + terms.unknown().stream().map(FundedTerms.Unknown::text).collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private static String split(ProfitSplit split) {
        StringBuilder text = new StringBuilder();
        for (ProfitSplit.Step step : split.steps()) {
            text.append(percent(step.share()))
                    .append(" of it up to ")
                    .append(step.upTo())
                    .append(" in all, then ");
        }
        return text.append(percent(split.share())).toString();
    }

    private void reward(RewardTerms terms, PhaseTerms account) {
        terms.minimumProfit().ifPresent(profit -> say("Smallest reward: from a profit of " + profit + "."));
        terms.buffer()
                .ifPresent(limit -> say("Buffer: a profit of " + account.gain(limit) + " must stay on the account."));
        if (!terms.caps().isEmpty()) {
            say("Largest reward: at most "
                    + terms.caps().stream()
                            .map(limit -> limit instanceof Limit.ShareOfReference share
                                    ? percent(share.fraction()) + " of the profit"
                                    : account.size(limit))
                            .collect(Collectors.joining(" and at most "))
                    + " leaves the account.");
        }
        switch (terms.rollover()) {
            case DIVIDED -> {}
            case UNDIVIDED -> say("Profit left on the account: the firm takes its share once it is paid out.");
            case FORBIDDEN -> say("Profit left on the account: none; a reward takes all that can be paid out.");
        }
    }

    private static String fee(Fee fee) {
        StringBuilder text = new StringBuilder(fee.price().toString())
                .append(
                        switch (fee.refund()) {
                            case NEVER -> ", not refunded";
                            case WHEN_FUNDED -> ", refunded when the account is funded";
                            case WITH_FIRST_REWARD -> ", refunded with the first reward";
                        });
        fee.monthly()
                .ifPresent(due -> text.append("; every month after the first ").append(due));
        fee.reset().ifPresent(due -> text.append("; a reset after a failure ").append(due));
        fee.activation()
                .ifPresent(due -> text.append("; for the funded account ").append(due));
        fee.freeRetry()
                .ifPresent(retry -> text.append("; free ")
                        .append(retry.most() == 1 ? "once" : "up to " + count(retry.most(), "time"))
                        .append(
                                switch (retry.after()) {
                                    case ANY_FAILURE -> " after a failure";
                                    case TIME_LIMIT_IN_PROFIT -> " after the time limit if the account is in profit";
                                }));
        return text.toString();
    }

    private static String beginning(TradingDayClock clock) {
        Duration offset = clock.offset();
        String time =
                offset.isZero() ? "midnight" : LocalTime.MIDNIGHT.minus(offset).toString();
        boolean dayBefore = !offset.isZero() && !offset.isNegative();
        return time + " in " + clock.zone() + (dayBefore ? " on the day before" : "");
    }

    private void say(String sentence) {
        sentences.add(sentence);
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String words(Duration duration) {
        List<String> parts = new ArrayList<>();
        addPart(parts, duration.toHours(), "hour");
        addPart(parts, duration.toMinutesPart(), "minute");
        addPart(parts, duration.toSecondsPart(), "second");
        return parts.isEmpty() ? "0 minutes" : String.join(" ", parts);
    }

    private static void addPart(List<String> parts, long number, String noun) {
        if (number != 0) {
            parts.add(count(number, noun));
        }
    }

    private static String percent(double fraction) {
        return BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /** The terms of one phase. */
    private final class PhaseTerms {

        private final Phase phase;

        PhaseTerms(Phase phase) {
            this.phase = phase;
        }

        void describe() {
            say("Initial balance: " + phase.initialBalance() + ".");
            phase.targetBalance()
                    .ifPresentOrElse(
                            balance -> say("Profit target: the balance must reach " + balance + ", a gain of "
                                    + gain(phase.profitTarget().orElseThrow()) + ", with no position open."),
                            () -> say("No profit target."));
            maximumLoss(phase.maximumLoss());
            phase.dailyLoss().ifPresentOrElse(this::dailyLoss, () -> say("No daily loss limit."));
            phase.floatingLoss()
                    .ifPresent(limit -> say("Floating loss: equity must at no instant be " + beyond()
                            + " the balance less " + size(limit) + "."));
            phase.bestDay().ifPresent(this::bestDay);
            tradingDays(phase.tradingDays());
            phase.timeLimit()
                    .ifPresentOrElse(
                            limit -> say("Time limit: "
                                    + count(
                                            limit.days(),
                                            limit.count() == TimeLimit.Count.WEEKDAYS ? "weekday" : "calendar day")
                                    + ", the first included."),
                            () -> say("No time limit."));
            phase.inactivity().ifPresent(this::inactivity);
            restrictions(phase.restrictions());
            phase.leverage()
                    .ifPresent(leverage -> say("Leverage: " + leverage + ", anything else 1:"
                            + leverage.of(Optional.empty()).toPlainString() + "."));
        }

        private void maximumLoss(MaximumLoss loss) {
            String reference = switch (loss.reference()) {
                case INITIAL_BALANCE -> "the initial balance";
                case START_OF_DAY_BALANCE -> "the highest balance at the start of any day";
                case CLOSED_BALANCE -> "the highest balance after any closed position";
                case INTRADAY_EQUITY -> "the highest equity seen";
            };
            say("Maximum loss: equity must never be " + beyond() + " the floor, which lies " + size(loss.limit())
                    + " under " + reference + loss.lock().map(this::lock).orElse("") + "; at first "
                    + firstFloor(loss.limit()) + "." + payout(loss));
        }

        private String lock(Lock lock) {
            return ", but never above " + aboveInitial(lock.aboveInitial())
                    + lock.trigger()
                            .map(trigger -> " and there at once when that has reached " + aboveInitial(trigger))
                            .orElse("");
        }

        private String payout(MaximumLoss loss) {
            if (loss.payout() == MaximumLoss.Payout.KEEPS_FLOOR) {
                return " A payout does not move it.";
            }
            boolean moves = loss.reference() != MaximumLoss.Reference.INITIAL_BALANCE;
            return moves && phase.profitTarget().isEmpty()
                    ? " A payout measures it anew, from the balance that is left."
                    : "";
        }

        private Money aboveInitial(Money amount) {
            return phase.initialBalance().plus(amount);
        }

        private void dailyLoss(DailyLoss loss) {
            String anchor = switch (loss.anchor()) {
                case BALANCE -> "the balance";
                case EQUITY -> "the equity";
                case HIGHER -> "the higher of balance and equity";
            };
            String judged = switch (loss.judged()) {
                case ANY_INSTANT -> "equity must at no instant be ";
                case AT_CLOSE -> "equity must not end the day ";
            };
            String effect = loss.effect() == DailyLoss.Effect.PAUSE ? " A breach only ends the day." : "";
            say("Daily loss: " + judged + beyond() + " the floor of the day, which lies " + size(loss.limit())
                    + " under " + anchor + " at the start of the day; on the first day " + firstFloor(loss.limit())
                    + "." + effect);
        }

        private void bestDay(BestDay rule) {
            String whole = switch (rule.measure()) {
                case PROFITABLE_DAYS -> "what all profitable days earned together";
                case NET_PROFIT -> "what all days earned together";
                case PROFIT_TARGET -> "the profit target";
            };
            say("Best day: no day may have earned more than " + percent(rule.share()) + " of " + whole
                    + "; while one has, "
                    + (phase.profitTarget().isPresent() ? "the phase goes on." : "there is no reward."));
        }

        private void tradingDays(TradingDays rule) {
            if (rule.minimum() == 0) {
                say("No minimum of trading days.");
                return;
            }
            String what = switch (rule.counted()) {
                case OPENED -> "a position must be opened";
                case CLOSED -> "a position must be closed";
                case OPENED_OR_CLOSED -> "a position must be opened or closed";
                case PROFITABLE -> "at least " + rule.profit().map(this::profit).orElseThrow() + " must be earned";
            };
            say("Minimum trading days: " + what + " on at least "
                    + count(rule.minimum(), rule.minimum() == 1 ? "day" : "different day") + ".");
        }

        private String profit(Limit limit) {
            return limit instanceof Limit.ShareOfReference share
                    ? percent(share.fraction()) + " of the balance at the start of the day"
                    : size(limit);
        }

        private void inactivity(Inactivity clocks) {
            clocks.withoutTrade()
                    .ifPresent(days -> say(
                            "Inactivity: the phase ends after " + count(days, "day") + " without a position opened."));
            clocks.deepLoss()
                    .ifPresent(deep -> say("Deep loss: the phase ends after more than " + count(deep.days(), "day")
                            + " in a row that end with a balance at least " + size(deep.loss())
                            + " under the initial balance."));
        }

        private void restrictions(Restrictions restrictions) {
            if (restrictions.stopRequired()) {
                say("Stops: every position must be opened with a stop.");
            }
            restrictions
                    .newsWindow()
                    .ifPresent(window -> say("News: nothing may be opened or closed on a targeted instrument from "
                            + words(window.before()) + " before to " + words(window.after())
                            + " after a listed release."));
            restrictions
                    .flatBefore()
                    .ifPresent(longest -> say("Breaks: no position may be held over a weekend or any other break of the"
                            + " market" + (longest.isZero() ? "." : " of more than " + words(longest) + ".")));
            if (restrictions.sanction() == Restrictions.Sanction.FAIL) {
                say("Sanction: the phase fails when anything forbidden is done.");
            }
        }

        private String beyond() {
            return phase.breachTest() == BreachTest.TOUCH ? "on or below" : "below";
        }

        /** The reference of a target is always the initial balance. */
        private String gain(Limit limit) {
            return size(limit instanceof Limit.ShareOfReference share ? Limit.ofInitial(share.fraction()) : limit);
        }

        private String size(Limit limit) {
            if (limit instanceof Limit.ShareOfReference share) {
                return percent(share.fraction()) + " of it";
            }
            long initial = phase.initialBalance().minorUnits();
            Money amount = phase.initialBalance().withMinorUnits(limit.minorUnits(initial, initial));
            return limit instanceof Limit.ShareOfInitial share
                    ? amount + " (" + percent(share.fraction()) + " of the initial balance)"
                    : amount.toString();
        }

        private Money firstFloor(Limit limit) {
            long initial = phase.initialBalance().minorUnits();
            return phase.initialBalance().withMinorUnits(initial - limit.minorUnits(initial, initial));
        }
    }
}
