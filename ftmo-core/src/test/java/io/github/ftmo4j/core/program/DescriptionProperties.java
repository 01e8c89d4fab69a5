package io.github.ftmo4j.core.program;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DescriptionProperties {

    private static final int TERMS = 12;

    /** Terms that say the same in two ways are not drawn: a minimum of no days, clocks that never end anything. */
    @Property
    void phasesThatDifferInOneTermAreDescribedDifferently(
            @ForAll("phases") Phase phase, @ForAll("phases") Phase other) {
        for (int term = 0; term < TERMS; term++) {
            Phase changed = withTerm(phase, other, term);
            assertThat(changed.describe().equals(phase.describe()))
                    .as("term %s of %s and %s", term, phase, other)
                    .isEqualTo(changed.equals(phase));
        }
    }

    /** A phase that has one term of another. */
    private static Phase withTerm(Phase phase, Phase other, int term) {
        return new Phase(
                phase.name(),
                term == 0 ? other.initialBalance() : phase.initialBalance(),
                term == 1 ? other.profitTarget() : phase.profitTarget(),
                term == 2 ? other.maximumLoss() : phase.maximumLoss(),
                term == 3 ? other.dailyLoss() : phase.dailyLoss(),
                term == 4 ? other.floatingLoss() : phase.floatingLoss(),
                term == 5 ? other.bestDay() : phase.bestDay(),
                term == 6 ? other.tradingDays() : phase.tradingDays(),
                term == 7 ? other.timeLimit() : phase.timeLimit(),
                term == 8 ? other.inactivity() : phase.inactivity(),
                term == 9 ? other.breachTest() : phase.breachTest(),
                term == 10 ? other.restrictions() : phase.restrictions(),
                term == 11 ? other.leverage() : phase.leverage());
    }

    /** The engine is asked, not the formulas that made the sentences. */
    @Property
    void numbersAreThoseOfTheEngine(@ForAll("phases") Phase phase) {
        AccountMachine account = new AccountMachine(phase, 0);
        List<String> sentences = phase.describe();
        assertThat(amount(sentences, "Initial balance: (\\S+) USD\\.")).contains(usdMinor(account.initialBalance()));
        assertThat(amount(sentences, "Profit target: the balance must reach (\\S+) USD,.*"))
                .isEqualTo(floor(account.targetBalance(), AccountView.NO_TARGET));
        assertThat(amount(sentences, "Maximum loss: .*; at first (\\S+) USD\\..*"))
                .contains(usdMinor(account.maximumLossFloor()));
        assertThat(amount(sentences, "Daily loss: .*; on the first day (\\S+) USD\\..*"))
                .isEqualTo(floor(account.dailyLossFloor(), AccountView.NO_FLOOR));
    }

    private static Optional<Money> floor(long minorUnits, long none) {
        return minorUnits == none ? Optional.empty() : Optional.of(usdMinor(minorUnits));
    }

    private static Money usdMinor(long minorUnits) {
        return usd(0).withMinorUnits(minorUnits);
    }

    private static Optional<Money> amount(List<String> sentences, String pattern) {
        return sentences.stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(Matcher::matches)
                .map(matcher -> usd(matcher.group(1)))
                .findFirst();
    }

    @Provide
    Arbitrary<Phase> phases() {
        return Builders.withBuilder(() -> Phase.builder("Random", usd(50_000)))
                .use(Arbitraries.of(usd(50_000), usd(100_000), usd("12345.67")))
                .in(Phase.Builder::initialBalance)
                .use(Arbitraries.oneOf(shareOfInitial(), amount()))
                .in(Phase.Builder::profitTarget)
                .use(maximumLosses())
                .in(Phase.Builder::maximumLoss)
                .use(dailyLosses().optional())
                .in((phase, rule) -> rule.map(phase::dailyLoss).orElse(phase))
                .use(limits().optional())
                .in((phase, limit) -> limit.map(phase::floatingLoss).orElse(phase))
                .use(bestDays().optional())
                .in((phase, rule) -> rule.map(phase::bestDay).orElse(phase))
                .use(tradingDays())
                .in(Phase.Builder::tradingDays)
                .use(timeLimits().optional())
                .in((phase, limit) -> limit.map(phase::timeLimit).orElse(phase))
                .use(inactivity().optional())
                .in((phase, clocks) -> clocks.map(phase::inactivity).orElse(phase))
                .use(Arbitraries.of(BreachTest.values()))
                .in(Phase.Builder::breachTest)
                .use(restrictions())
                .in(Phase.Builder::restrictions)
                .use(leverages().optional())
                .in((phase, leverage) -> leverage.map(phase::leverage).orElse(phase))
                .build(Phase.Builder::build);
    }

    private static Arbitrary<Leverage> leverages() {
        Leverage leverage = Leverage.of(AssetClass.FX, "30");
        return Arbitraries.of(leverage, Leverage.of(AssetClass.FX, "100"), leverage.with(AssetClass.CRYPTO, "1"));
    }

    private static Arbitrary<BestDay> bestDays() {
        return Combinators.combine(fractions(), Arbitraries.of(BestDay.Measure.values()))
                .as(BestDay::new);
    }

    private static Arbitrary<TimeLimit> timeLimits() {
        return Combinators.combine(days(), Arbitraries.of(TimeLimit.Count.values()))
                .as(TimeLimit::new);
    }

    private static Arbitrary<Double> fractions() {
        return Arbitraries.of(0.005, 0.01, 0.03, 0.1, 0.25, 1.0);
    }

    private static Arbitrary<Integer> days() {
        return Arbitraries.of(1, 2, 30);
    }

    private static Arbitrary<Limit> shareOfInitial() {
        return fractions().map(Limit::ofInitial);
    }

    private static Arbitrary<Limit> amount() {
        return Arbitraries.of(usd(500), usd(3_000), usd("0.01")).map(Limit::amount);
    }

    private static Arbitrary<Limit> limits() {
        return Arbitraries.oneOf(shareOfInitial(), fractions().map(Limit::ofReference), amount());
    }

    private static Arbitrary<MaximumLoss> maximumLosses() {
        Arbitrary<Optional<Lock>> locks = Arbitraries.of(
                Optional.empty(),
                Optional.of(new Lock(usd(0), Optional.empty())),
                Optional.of(new Lock(usd(100), Optional.empty())),
                Optional.of(new Lock(usd(100), Optional.of(usd(2_000)))),
                Optional.of(new Lock(usd(100), Optional.of(usd(3_000)))));
        return Combinators.combine(
                        limits(),
                        Arbitraries.of(MaximumLoss.Reference.values()),
                        locks,
                        Arbitraries.of(MaximumLoss.Payout.values()))
                .as((limit, reference, lock, payout) -> new MaximumLoss(
                        limit,
                        reference,
                        reference == MaximumLoss.Reference.INITIAL_BALANCE ? Optional.empty() : lock,
                        payout));
    }

    private static Arbitrary<DailyLoss> dailyLosses() {
        return Combinators.combine(
                        limits(),
                        Arbitraries.of(DailyLoss.Anchor.values()),
                        Arbitraries.of(DailyLoss.Judged.values()),
                        Arbitraries.of(DailyLoss.Effect.values()))
                .as((limit, anchor, judged, effect) -> new DailyLoss(
                        limit,
                        anchor,
                        effect == DailyLoss.Effect.PAUSE ? DailyLoss.Judged.ANY_INSTANT : judged,
                        effect));
    }

    private static Arbitrary<TradingDays> tradingDays() {
        return Arbitraries.oneOf(
                Arbitraries.just(TradingDays.opened(0)),
                days().map(TradingDays::opened),
                days().map(TradingDays::closed),
                days().map(TradingDays::openedOrClosed),
                Combinators.combine(days(), limits()).as(TradingDays::profitable));
    }

    private static Arbitrary<Inactivity> inactivity() {
        return Arbitraries.oneOf(
                days().map(Inactivity::of),
                Combinators.combine(days(), shareOfInitial(), days())
                        .as((idle, loss, low) -> Inactivity.of(idle).withDeepLoss(loss, low)),
                Combinators.combine(amount(), days())
                        .as((loss, low) ->
                                new Inactivity(Optional.empty(), Optional.of(new Inactivity.DeepLoss(loss, low)))));
    }

    private static Arbitrary<Restrictions> restrictions() {
        Arbitrary<Duration> durations =
                Arbitraries.of(0L, 1L, 60L, 90L, 3_600L, 5_400L, 7_200L).map(Duration::ofSeconds);
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Combinators.combine(durations, durations)
                                .as(Restrictions.Window::new)
                                .optional(),
                        durations.optional(),
                        Arbitraries.of(Restrictions.Sanction.values()))
                .as(Restrictions::new);
    }
}
