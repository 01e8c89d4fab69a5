package io.github.ftmo4j.mm.contract;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.Kelly;
import io.github.ftmo4j.mm.module.LinearEdge;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.TargetGlide;
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

/** Random modules of the library and stacks of them, and the accounts of the contract. */
public final class RandomModules extends DomainContextBase {

    /** Every module of the library. The contract is checked, and combinations and stacks are built, for each. */
    private static final List<Arbitrary<? extends RiskModule>> BUILT_IN = List.of(
            Combinators.combine(risks(), bases()).as(FixedFractional::new),
            Combinators.combine(permille(0), fractions(), caps()).as(LinearEdge::new),
            Combinators.combine(fractions(), fractions(), risks(), caps()).as(FixedVolTarget::new),
            Combinators.combine(permille(0), fractions().map(payoff -> 3 * payoff), fractions(), caps())
                    .as(Kelly::new),
            RandomLearners.bayes(),
            RandomLearners.volTargets(),
            Combinators.combine(fractions().map(slope -> 20 * slope), caps(), cushions())
                    .as(Cppi::new),
            Combinators.combine(
                            Combinators.combine(fractions().map(slope -> 20 * slope), caps(), cushions())
                                    .as(Cppi::new),
                            fractions(),
                            permille(0),
                            Arbitraries.integers().between(0, 3))
                    .as((cppi, share, above, days) -> {
                        double most = cppi.cushion().most();
                        double threshold = share * most;
                        return days == 0
                                ? cppi.freezeBelow(threshold)
                                        .untilRecovered(Math.min(most, threshold + (most - threshold) * above))
                                : cppi.freezeBelow(threshold).forDays(days);
                    }),
            bands().map(DrawdownManager::new),
            Combinators.combine(bands(), Arbitraries.integers().between(0, 9))
                    .as((bands, tenths) -> new DrawdownManager(
                            bands,
                            bands.stream()
                                            .mapToDouble(DrawdownManager.Band::drawdown)
                                            .min()
                                            .orElseThrow()
                                    * tenths
                                    / 10)),
            Arbitraries.longs()
                    .between(1, 1_000_000_000_000L)
                    .map(amount -> new ConstantMoney(Money.usd(1).withMinorUnits(amount))),
            Combinators.combine(Arbitraries.integers().between(1, 6), fractions())
                    .as(DailyHeadroom::new),
            fractions().map(payoff -> new TargetGlide(5 * payoff)),
            Combinators.combine(Arbitraries.integers().between(1, 6), risks())
                    .as(LosingStreakLadder.Step::new)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4)
                    .uniqueElements(LosingStreakLadder.Step::losses)
                    .map(LosingStreakLadder::new));

    /** Every way in which modules are combined. */
    private static final List<Arbitrary<? extends RiskModule>> COMBINED = List.of(
            Combinators.combine(parts(), fractions()).as((parts, factor) -> parts[0].times(4 * factor)),
            Combinators.combine(parts(), risks()).as((parts, cap) -> parts[0].atMost(cap)),
            parts().map(parts -> parts[0].orElse(parts[parts.length - 1])),
            parts().map(RiskModule::least),
            parts().map(RiskModule::greatest),
            parts().map(RiskModule::average));

    /** One of each, as the list above has them. */
    public static List<RiskModule> oneOfEach() {
        return BUILT_IN.stream()
                .map(module -> module.map(RiskModule.class::cast).sample())
                .toList();
    }

    private static Arbitrary<RiskModule> builtIn() {
        return any(BUILT_IN);
    }

    private static Arbitrary<RiskModule> any(List<Arbitrary<? extends RiskModule>> modules) {
        return Arbitraries.of(modules).flatMap(module -> module.map(RiskModule.class::cast));
    }

    /** Up to three modules that can be combined. */
    private static Arbitrary<RiskModule[]> parts() {
        return builtIn()
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .filter(parts -> parts.stream()
                                .map(RiskModule::scope)
                                .filter(scope -> scope != RiskModule.Scope.NONE)
                                .distinct()
                                .count()
                        <= 1)
                .map(parts -> parts.toArray(RiskModule[]::new));
    }

    private static Arbitrary<List<DrawdownManager.Band>> bands() {
        return Combinators.combine(fractions(), Arbitraries.oneOf(risks(), Arbitraries.just(0.0)))
                .as(DrawdownManager.Band::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements(DrawdownManager.Band::drawdown);
    }

    @Provide
    public static Arbitrary<RiskModule> modules() {
        return Arbitraries.frequencyOf(Tuple.of(3, builtIn()), Tuple.of(1, any(COMBINED)));
    }

    @Provide
    public static Arbitrary<Stack> stacks() {
        return Combinators.combine(
                        modules().list().ofMinSize(1).ofMaxSize(3),
                        modules().list().ofMaxSize(3),
                        Combinators.combine(permille(0), cushions())
                                .as((share, cushion) -> new PositionSizer.Freeze(share * cushion.most(), cushion))
                                .optional(0.5),
                        riskCaps(),
                        gates(),
                        gates())
                .as(Stack::new);
    }

    @Provide
    static Arbitrary<Phase> phases() {
        return RandomAccounts.phases();
    }

    @Provide
    static Arbitrary<List<Trade>> histories() {
        return RandomAccounts.histories();
    }

    private static Arbitrary<Double> fractions() {
        return Arbitraries.oneOf(
                permille(1),
                Arbitraries.integers().between(1, 50).map(share -> share / 10_000.0),
                Arbitraries.of(0.5, 1.0));
    }

    /** Fractions of an account that may be at risk. */
    static Arbitrary<Double> risks() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 200).map(share -> share / 1_000.0),
                Arbitraries.integers().between(1, 50).map(share -> share / 10_000.0),
                Arbitraries.just(Fraction.LARGEST_RISK));
    }

    static Arbitrary<Double> caps() {
        return Arbitraries.frequencyOf(Tuple.of(4, risks()), Tuple.of(1, Arbitraries.just(Fraction.NO_CAP)));
    }

    private static Arbitrary<Double> permille(int least) {
        return Arbitraries.integers().between(least, 1000).map(share -> share / 1000.0);
    }

    private static Arbitrary<RiskBase> bases() {
        return Arbitraries.of(RiskBase.class);
    }

    private static Arbitrary<Cushion> cushions() {
        return Arbitraries.oneOf(
                Arbitraries.of(Cushion.aboveBindingFloor(), Cushion.aboveMaximumLossFloor()),
                fractions().map(Cushion::aboveShareOfInitialBalance),
                fractions().map(Cushion::underHighWaterMark));
    }

    private static Arbitrary<RiskCaps> riskCaps() {
        Arbitrary<RiskCaps.Height> share = Combinators.combine(risks(), bases()).as(RiskCaps.Share::new);
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
    public record Stack(
            List<RiskModule> proposals,
            List<RiskModule> limits,
            Optional<PositionSizer.Freeze> freeze,
            RiskCaps caps,
            Gate blackout,
            Gate session) {

        public PositionSizer.Builder builder() {
            PositionSizer.Builder builder =
                    PositionSizer.builder().blackout(blackout).session(session);
            proposals.forEach(builder::propose);
            limits.forEach(builder::limit);
            freeze.ifPresent(rule -> builder.freezeBelow(rule.threshold(), rule.cushion()));
            return builder.caps(caps);
        }

        public PositionSizer sizer() {
            return builder().build();
        }
    }
}
