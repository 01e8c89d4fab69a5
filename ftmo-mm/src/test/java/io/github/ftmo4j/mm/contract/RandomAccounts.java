package io.github.ftmo4j.mm.contract;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** The phases that accounts are under, and what happens on them. */
public final class RandomAccounts {

    private RandomAccounts() {}

    /** Phases in US dollars: FTMO's own, and others of any size, floor and anchor. */
    public static Arbitrary<Phase> phases() {
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

    /** Up to twenty trades, wins and losses, with other positions floating beside them and the market moving. */
    public static Arbitrary<List<Trade>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 30).map(share -> share / 1000.0),
                        Arbitraries.of(-1.3, -1.0, -0.5, 0.0, 1.0, 1.3, 3.0),
                        Arbitraries.of(-2.0, -0.5, 0.0, 0.0, 0.5),
                        Arbitraries.of(true, false),
                        Arbitraries.of(-0.04, -0.01, -0.001, 0.0, 0.002, 0.01, 0.03))
                .as(Trade::new)
                .list()
                .ofMaxSize(20);
    }
}
