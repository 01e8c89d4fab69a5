package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.sim.Journey;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a journey adds to trading: fees, attempts, the funded account and its rewards. */
final class Buying {

    private static final double USUAL_SPLIT = 0.8;
    private static final int USUAL_DAYS = 14;

    private static final Map<String, Fee.Refund> REFUNDS = Map.of(
            "never", Fee.Refund.NEVER,
            "funded", Fee.Refund.WHEN_FUNDED,
            "first-reward", Fee.Refund.WITH_FIRST_REWARD);

    @Option(names = "--attempts", paramLabel = "NUMBER", description = "the most attempts (default: ${DEFAULT-VALUE})")
    private int attempts = 25;

    @Option(
            names = "--fee",
            paramLabel = "AMOUNT",
            description = "the price of an attempt in the currency of the account (default: as the program)")
    private @Nullable String fee;

    @Option(
            names = "--refund",
            paramLabel = "WHEN",
            description = "of the price: never, funded or first-reward (default: as the program, else never)")
    private @Nullable String refund;

    @Option(
            names = "--rate",
            paramLabel = "NUMBER",
            description = "how much of the account's currency one unit of the fee's is (default: 1)")
    private @Nullable Double rate;

    @Option(
            names = "--split",
            paramLabel = "SHARE",
            description = "the trader's share of the profit, on terms of one's own (default: as the program, else 0.8)")
    private @Nullable Double split;

    @Option(
            names = "--reward-after",
            paramLabel = "DAYS",
            description = "the calendar days from the first trade to a reward, on terms of one's own"
                    + " (default: as the program, else 14)")
    private @Nullable Integer rewardAfter;

    @Option(
            names = "--payout-every",
            paramLabel = "DAYS",
            description = "ask for a reward on every so many trading days (default: ${DEFAULT-VALUE})")
    private int payoutEvery = 1;

    @Option(
            names = "--payout-share",
            paramLabel = "SHARE",
            description = "take this share of what can be paid out (default: ${DEFAULT-VALUE})")
    private double payoutShare = 1;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description = "the most trading days of the funded account (default: ${DEFAULT-VALUE})")
    private int horizon = 90;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** These options alone. */
    @Spec(Spec.Target.SELF)
    private @Nullable CommandSpec own;

    /** Says that these options have no effect, those of them that were given. */
    void note(String reason) {
        String[] flags = Objects.requireNonNull(own).options().stream()
                .map(OptionSpec::longestName)
                .toArray(String[]::new);
        Flags.note(Objects.requireNonNull(command), reason, flags);
    }

    /** The journey of a way of trading. */
    Journey.Builder journey(SimulationSpec trading) {
        PayoutPlan payouts = new PayoutPlan(
                (int) Flags.within("--payout-every", payoutEvery, 1, 100_000),
                Flags.above("--payout-share", payoutShare, 0, 1),
                Optional.empty());
        return Journey.of(trading)
                .funded(funded(trading.program()))
                .fee(fee(trading.program()))
                .attempts((int) Flags.within("--attempts", attempts, 1, 1_000))
                .horizon((int) Flags.within("--horizon", horizon, 1, 100_000))
                .payouts(payouts)
                .rate(Double.toString(rate()));
    }

    private double rate() {
        return rate == null ? 1 : Flags.above("--rate", rate, 0, 1e6);
    }

    private Fee fee(Program program) {
        Money initial = program.phases().get(0).initialBalance();
        Optional<Fee.Refund> stated = Optional.ofNullable(refund).map(text -> {
            Flags.one("--refund", text, List.of("never", "funded", "first-reward"));
            return REFUNDS.get(text);
        });
        if (fee != null) {
            Money price = Flags.money("--fee", fee, initial.currency().getCurrencyCode());
            if (!price.isPositive()) {
                throw new UsageException("--fee must be above 0, was " + fee);
            }
            return new Fee(
                    price, stated.or(() -> program.fee().map(Fee::refund)).orElse(Fee.Refund.NEVER));
        }
        Fee known = program.fee()
                .orElseThrow(() -> new UsageException("--fee must be given, because the program states no fee"));
        return stated.map(known::withRefund).orElse(known);
    }

    private FundedTerms funded(Program program) {
        Optional<FundedTerms> known = program.funded();
        if (known.isPresent() && split == null && rewardAfter == null) {
            return known.get();
        }
        double share = split == null
                ? known.map(FundedTerms::traderShare).orElse(USUAL_SPLIT)
                : Flags.above("--split", split, 0, 1);
        int days = rewardAfter == null
                ? known.map(terms -> terms.reward().daysBetween()).orElse(USUAL_DAYS)
                : (int) Flags.within("--reward-after", rewardAfter, 0, 10_000);
        Phase account = known.map(FundedTerms::account).orElseGet(() -> accountAfter(program));
        return FundedTerms.of(account, share, days)
                .withReward(RewardTerms.after(days).withRollover(RewardTerms.Rollover.UNDIVIDED));
    }

    /** The funded account where the program states none: the losses of the last phase. */
    private static Phase accountAfter(Program program) {
        return program.phases().get(program.phases().size() - 1).toBuilder()
                .name("Funded account")
                .noBestDay()
                .noProfitTarget()
                .noTimeLimit()
                .minimumTradingDays(0)
                .build();
    }

    /** What these options take for granted, beyond what the journey does. */
    List<String> assumptions(Program program) {
        List<String> assumptions = new ArrayList<>();
        Money initial = program.phases().get(0).initialBalance();
        program.fee()
                .map(Fee::price)
                .filter(price ->
                        fee == null && rate == null && !price.currency().equals(initial.currency()))
                .ifPresent(price -> assumptions.add("One " + price.currency() + " of the fee of " + price + " is one "
                        + initial.currency() + "; --rate states another rate."));
        if (program.funded().isEmpty()) {
            assumptions.add("The program states no funded account: it has the losses of the last phase; the trader's"
                    + " share is " + (split == null ? USUAL_SPLIT : split) + ".");
        }
        return assumptions;
    }
}
