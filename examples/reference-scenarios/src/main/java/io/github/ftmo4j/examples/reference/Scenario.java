package io.github.ftmo4j.examples.reference;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.examples.reference.profile.Market;
import io.github.ftmo4j.examples.reference.profile.PassRule;
import io.github.ftmo4j.examples.reference.profile.Preset;
import io.github.ftmo4j.examples.reference.profile.ProfileChallenge;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.spec.Dependence;
import java.util.List;

/**
 * A demo run.
 *
 * @param name what it is called
 * @param market its market
 * @param rule what passes in the profile
 * @param sizer how much is risked
 * @param trials how many trials the profile runs
 */
record Scenario(String name, Market market, PassRule rule, PositionSizer sizer, int trials) {

    static final int ACCOUNTS = 3;

    private static final int HORIZON = 100;

    static List<Scenario> all() {
        PositionSizer standard = Preset.sizer(0.10).build();
        PositionSizer wide = Preset.sizer(0.20).build();
        return List.of(
                new Scenario(
                        "moderate bull", new Market(0.002, 0.01), PassRule.of(0.08, 0.10, 0.05, 5, 100), standard, 20),
                new Scenario("volatile", new Market(0.001, 0.02), PassRule.of(0.12, 0.15, 0.08, 5, 100), standard, 20),
                new Scenario("stable", new Market(0.0005, 0.005), PassRule.of(0.05, 0.08, 0.03, 5, 100), standard, 20),
                new Scenario(
                        "ultra-optimistic", new Market(0.005, 0.005), PassRule.of(0.001, 0.20, 0.10, 2, 50), wide, 30));
    }

    /** What the sizer risks on the first step, as a share of the capital. */
    double firstRisk() {
        Money risk = profile().trace(0, 0, 0).get(0).decision().risk();
        return (double) risk.minorUnits() / Preset.capital().minorUnits();
    }

    /** The challenge of the profile. */
    ProfileChallenge profile() {
        return new ProfileChallenge(Preset.capital(), sizer, market, rule, HORIZON, ACCOUNTS);
    }

    /** The same market and sizer under FTMO's rules, one trade a day, the stop one standard deviation away. */
    Simulation ftmo(int ftmoTrials, long seed) {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(new GaussianReturns(market.mean(), market.deviation(), market.deviation()))
                .tradesPerDay(1)
                .sizing(sizer)
                .accounts(ACCOUNTS, Dependence.independent())
                .trials(ftmoTrials)
                .seed(seed)
                .build();
    }
}
