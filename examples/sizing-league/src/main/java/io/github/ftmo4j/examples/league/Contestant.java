package io.github.ftmo4j.examples.league;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.Kelly;
import io.github.ftmo4j.mm.module.LinearEdge;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.Presets;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.TargetGlide;
import io.github.ftmo4j.mm.module.VolTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A way of sizing.
 *
 * @param name what it is called
 * @param kind what it is
 * @param sizer how much is risked
 */
record Contestant(String name, Kind kind, PositionSizer sizer) {

    /** What a contestant is. */
    enum Kind {
        /** The best that stakes of a menu can do. */
        OPTIMAL("The best policy of all"),
        /** The same fraction on every trade: what others are measured by. */
        FIXED("Fixed fractions of the initial balance"),
        /** A preset of the library, as it is or under one more limit. */
        PRESET("Presets, and each under drawdown bands"),
        /** A module that proposes, alone. */
        MODULE("One module that proposes"),
        /** A fixed fraction under one limit. */
        LIMIT("A fixed fraction under one limit"),
        /** Several modules, side by side or combined into one. */
        STACK("Several modules");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** What several of this kind are called. */
        String title() {
            return title;
        }
    }

    /** Trades in a year of 252 days. */
    private static final double A_YEAR = 252.0 * TraderProfile.TRADES_A_DAY;

    /** The standard deviation of a trade, about, in R. */
    private static final double DEVIATION = 1.24;

    /** What risking 0.9 % makes of trades with that deviation. */
    private static final double VOLATILITY = 0.306;

    private static final double CAP = 0.02;

    /**
     * What a volatility target risks at its estimate: lost three times a day it is inside 3 % of the initial balance.
     */
    private static final double AT_ESTIMATE = 0.009;

    /** The share of Kelly: such that the small edge risks some 0.8 %. */
    private static final double KELLY = 0.1;

    /** What the careful risk, and what those who learn risk at least. */
    private static final double LITTLE = 0.0025;

    private static final RiskModule CONSTANT = new ConstantMoney(Money.usd(1_000));
    private static final Bayes LEARNER = learning(Prior.uniform(TraderProfile.PAYOFF));
    private static final VolTarget VOL_TARGET = VolTarget.ofTrades(VOLATILITY, A_YEAR, DEVIATION)
            .cap(CAP)
            .halfLife(30)
            .warmUp(10);
    private static final RiskModule FIXED_VOL_TARGET = new FixedVolTarget(VOLATILITY, VOLATILITY, AT_ESTIMATE, CAP);
    private static final Cppi CPPI = new Cppi(0.1, CAP, Cushion.aboveMaximumLossFloor());
    private static final Cppi CPPI_OF_TODAY = new Cppi(0.2, CAP, Cushion.aboveBindingFloor());

    private static final RiskModule HEADROOM = DailyHeadroom.over(TraderProfile.TRADES_A_DAY);
    private static final RiskModule GLIDE = new TargetGlide(TraderProfile.PAYOFF);
    private static final DrawdownManager BANDS =
            DrawdownManager.band(0.03, 0.005).and(0.06, LITTLE);
    private static final DrawdownManager HYSTERESIS = BANDS.recovery(0.02);
    private static final RiskModule STREAKS = LosingStreakLadder.after(3, 0.005).and(5, LITTLE);

    /** All of them, as this trader would use them. */
    static List<Contestant> all(TraderProfile trader) {
        List<Contestant> all = new ArrayList<>();
        for (String percent : List.of("0.25", "0.5", "1", "2")) {
            PositionSizer sizer = PositionSizer.of(fixed(Double.parseDouble(percent) / 100));
            all.add(new Contestant("fixed " + percent + " %", Kind.FIXED, sizer));
        }
        all.addAll(modules(trader));
        all.addAll(limits());
        all.addAll(stacks(trader));
        all.addAll(presets());
        return List.copyOf(all);
    }

    private static List<Contestant> modules(TraderProfile trader) {
        return List.of(
                module("constant 1,000", CONSTANT),
                module("Kelly/10, edge known", kelly(trader)),
                module("linear in known edge", linear(trader)),
                module("Bayes, no history", LEARNER),
                module("Bayes, learns payoff", learning(Prior.uniform(1)).learnPayoff()),
                module("Bayes, 100 trades known", learning(trader.prior())),
                module("Bayes, half-life 50", LEARNER.halfLife(50)),
                module("VolTarget, EWMA", VOL_TARGET),
                module("FixedVolTarget", FIXED_VOL_TARGET),
                module("CPPI, maximum loss", CPPI),
                module("CPPI, pauses for 5 days", CPPI.freezeBelow(0.05).forDays(5)),
                module("CPPI, binding floor", CPPI_OF_TODAY),
                module(
                        "CPPI, stops for the day",
                        CPPI_OF_TODAY.freezeBelow(0.01).untilRecovered(0.02)),
                module("TIPP 8 %", new Cppi(0.125, CAP, Cushion.underHighWaterMark(0.08))));
    }

    private static List<Contestant> limits() {
        return List.of(
                limited("daily headroom", HEADROOM),
                limited("target glide", GLIDE),
                limited("drawdown bands", BANDS),
                limited("bands, hysteresis", HYSTERESIS),
                limited("losing streaks", STREAKS),
                new Contestant(
                        "2 %, stops for the day",
                        Kind.LIMIT,
                        PositionSizer.builder()
                                .propose(fixed(0.02))
                                .freezeBelow(0.02, Cushion.aboveBindingFloor())
                                .build()));
    }

    private static List<Contestant> stacks(TraderProfile trader) {
        return List.of(
                new Contestant(
                        "Bayes+CPPI+Vol, bands",
                        Kind.STACK,
                        PositionSizer.builder()
                                .propose(learning(trader.prior()))
                                .propose(CPPI)
                                .propose(VOL_TARGET)
                                .limit(BANDS)
                                .build()),
                stack("2 %, headroom, glide", fixed(0.02), HEADROOM, GLIDE),
                stack("CPPI, headroom, glide", CPPI, HEADROOM, GLIDE),
                stack("constant, headroom, glide", CONSTANT, HEADROOM, GLIDE),
                stack("Kelly, today, streaks", kelly(trader), DailyHeadroom.share(0.33), STREAKS),
                stack("linear in edge, bands", linear(trader), BANDS),
                stack("FixedVol, bands, glide", FIXED_VOL_TARGET, HYSTERESIS, GLIDE),
                stack("average Kelly, CPPI", RiskModule.average(kelly(trader), CPPI)),
                stack("least Bayes, FixedVol", RiskModule.least(LEARNER, FIXED_VOL_TARGET)),
                stack("VolTarget, first 0.25 %", VOL_TARGET.abstaining().orElse(fixed(LITTLE))),
                stack(
                        "Kelly/20, 0.25 to 0.5 %",
                        RiskModule.greatest(kelly(trader).times(0.5), fixed(LITTLE))
                                .atMost(0.005)));
    }

    private static List<Contestant> presets() {
        List<Contestant> all = new ArrayList<>();
        Map<String, PositionSizer> presets = new LinkedHashMap<>();
        presets.put("conservative", Presets.conservative());
        presets.put("balanced", Presets.balanced());
        presets.put("aggressive", Presets.aggressive());
        presets.forEach((name, preset) -> {
            PositionSizer.Builder stack = PositionSizer.builder();
            preset.proposals().forEach(stack::propose);
            preset.limits().forEach(stack::limit);
            all.add(new Contestant(name, Kind.PRESET, preset));
            all.add(new Contestant(
                    name + ", bands", Kind.PRESET, stack.limit(BANDS).build()));
        });
        return all;
    }

    private static RiskModule fixed(double fraction) {
        return FixedFractional.ofInitialBalance(fraction);
    }

    private static RiskModule kelly(TraderProfile trader) {
        return new Kelly(trader.winRate(), TraderProfile.PAYOFF, KELLY, CAP);
    }

    private static RiskModule linear(TraderProfile trader) {
        return new LinearEdge(0.5 + trader.edge() / 2, 0.13, CAP);
    }

    private static Bayes learning(Prior prior) {
        return Bayes.of(prior).kelly(KELLY).quantile(0.25).cap(CAP).probe(LITTLE);
    }

    private static Contestant module(String name, RiskModule module) {
        return new Contestant(name, Kind.MODULE, PositionSizer.of(module));
    }

    private static Contestant limited(String name, RiskModule limit) {
        return new Contestant("1 %, " + name, Kind.LIMIT, sizer(fixed(0.01), limit));
    }

    private static Contestant stack(String name, RiskModule proposal, RiskModule... limits) {
        return new Contestant(name, Kind.STACK, sizer(proposal, limits));
    }

    private static PositionSizer sizer(RiskModule proposal, RiskModule... limits) {
        PositionSizer.Builder sizer = PositionSizer.builder().propose(proposal);
        for (RiskModule limit : limits) {
            sizer.limit(limit);
        }
        return sizer.build();
    }
}
