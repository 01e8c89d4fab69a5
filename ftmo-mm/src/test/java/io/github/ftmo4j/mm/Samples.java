package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.Kelly;
import io.github.ftmo4j.mm.module.LearningSamples;
import io.github.ftmo4j.mm.module.LinearBayes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Random modules, stacks of them, phases and histories. */
public final class Samples extends DomainContextBase {

    /** Every module of the library. The contract is checked, and stacks are built, for each. */
    private static final List<Arbitrary<? extends RiskModule>> BUILT_IN = List.of(
            Combinators.combine(fractions(), bases()).as(FixedFractional::new),
            Combinators.combine(permille(0), fractions(), fractions()).as(LinearBayes::new),
            Combinators.combine(fractions(), fractions(), fractions(), fractions())
                    .as(FixedVolTarget::new),
            Combinators.combine(permille(0), fractions().map(payoff -> 3 * payoff), fractions(), fractions())
                    .as(Kelly::new),
            LearningSamples.bayes(),
            LearningSamples.volTargets(),
            Combinators.combine(fractions().map(slope -> 20 * slope), fractions(), cushions())
                    .as(Cppi::new),
            Combinators.combine(fractions(), permille(0))
                    .as(DrawdownManager.Band::new)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4)
                    .uniqueElements(DrawdownManager.Band::drawdown)
                    .map(DrawdownManager::new));

    @Provide
    public static Arbitrary<RiskModule> modules() {
        return Arbitraries.of(BUILT_IN).flatMap(module -> module.map(RiskModule.class::cast));
    }

    @Provide
    static Arbitrary<Stack> stacks() {
        return Combinators.combine(
                        modules().list().ofMinSize(1).ofMaxSize(3),
                        modules().list().ofMaxSize(3),
                        Combinators.combine(permille(0), cushions())
                                .as(PositionSizer.Freeze::new)
                                .optional(0.5),
                        caps(),
                        gates(),
                        gates())
                .as(Stack::new);
    }

    @Provide
    static Arbitrary<Phase> phases() {
        Arbitrary<Phase> ownTerms = Combinators.combine(
                        Arbitraries.longs().between(100, 100_000_000_000L),
                        Arbitraries.of(0.06, 0.1, 0.5, 1.0),
                        Arbitraries.of(MaximumLoss.Reference.class),
                        Arbitraries.of(0.03, 0.05).optional(),
                        Arbitraries.of(DailyLoss.Anchor.class))
                .as((initial, limit, reference, daily, anchor) -> {
                    Phase.Builder phase = Phase.builder("Own", Money.usd(1).withMinorUnits(initial))
                            .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(limit), reference));
                    daily.ifPresent(share ->
                            phase.dailyLoss(DailyLoss.of(Limit.ofInitial(share)).anchoredAt(anchor)));
                    return phase.build();
                });
        return Arbitraries.oneOf(
                ownTerms,
                Arbitraries.of(Programs.ftmoTwoStep(Money.usd(100_000)).phases()));
    }

    @Provide
    static Arbitrary<List<Trade>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 30).map(share -> share / 1000.0),
                        Arbitraries.of(-1.3, -1.0, -0.5, 0.0, 1.0, 1.3, 3.0),
                        Arbitraries.of(-2.0, -0.5, 0.0, 0.0, 0.5),
                        Arbitraries.of(true, false))
                .as(Trade::new)
                .list()
                .ofMaxSize(20);
    }

    private static Arbitrary<Double> fractions() {
        return Arbitraries.oneOf(
                permille(1),
                Arbitraries.integers().between(1, 50).map(share -> share / 10_000.0),
                Arbitraries.of(0.5, 1.0));
    }

    private static Arbitrary<Double> permille(int least) {
        return Arbitraries.integers().between(least, 1000).map(share -> share / 1000.0);
    }

    private static Arbitrary<RiskBase> bases() {
        return Arbitraries.of(RiskBase.class);
    }

    private static Arbitrary<Cushion> cushions() {
        return Arbitraries.oneOf(
                Arbitraries.just(Cushion.aboveBindingFloor()), fractions().map(Cushion::underHighWaterMark));
    }

    private static Arbitrary<RiskCaps> caps() {
        Arbitrary<RiskCaps.Height> share =
                Combinators.combine(fractions(), bases()).as(RiskCaps.Share::new);
        Arbitrary<RiskCaps.Height> count = Arbitraries.integers().between(1, 3).map(RiskCaps.Count::new);
        return Arbitraries.of(RiskCap.class)
                .set()
                .ofMaxSize(3)
                .flatMap(set -> Combinators.combine(share, share, share, count)
                        .as((perTrade, perDay, openRisk, counted) -> {
                            Map<RiskCap, RiskCaps.Height> caps = new EnumMap<>(RiskCap.class);
                            for (RiskCap cap : set) {
                                caps.put(
                                        cap,
                                        switch (cap) {
                                            case CAP_PER_TRADE -> perTrade;
                                            case CAP_PER_DAY -> perDay;
                                            case CAP_OPEN_RISK -> openRisk;
                                            default -> counted;
                                        });
                            }
                            return new RiskCaps(caps);
                        }));
    }

    private static Arbitrary<Gate> gates() {
        Gate everyFourthClosed = moment -> moment.tradeOfPhase() % 4 != 3;
        Gate evenDays = moment -> moment.day() % 2 == 0;
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Gate.alwaysOpen())),
                Tuple.of(1, Arbitraries.of(everyFourthClosed, evenDays)));
    }

    /** What a position sizer is built of. */
    record Stack(
            List<RiskModule> proposals,
            List<RiskModule> limits,
            Optional<PositionSizer.Freeze> freeze,
            RiskCaps caps,
            Gate blackout,
            Gate session) {

        PositionSizer.Builder builder() {
            PositionSizer.Builder builder =
                    PositionSizer.builder().blackout(blackout).session(session);
            proposals.forEach(builder::propose);
            limits.forEach(builder::limit);
            freeze.ifPresent(rule -> builder.freezeBelow(rule.threshold(), rule.cushion()));
            return builder.caps(caps);
        }

        PositionSizer sizer() {
            return builder().build();
        }
    }
}
