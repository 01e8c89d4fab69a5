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
import java.util.List;

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
        /** The same fraction on every trade: what others are measured by. */
        FIXED,
        /** A module that proposes, alone. */
        MODULE,
        /** A fixed fraction of 1 % under one limit. */
        LIMIT,
        /** Several modules. */
        STACK,
        /** A preset of the library. */
        PRESET
    }

    /** Trades in a year of 252 days. */
    private static final double A_YEAR = 252.0 * TraderProfile.TRADES_A_DAY;

    /** What risking 0.9 % makes of trades whose standard deviation is about 1.24 R. */
    private static final double VOLATILITY = 0.306;

    private static final double CAP = 0.02;

    /**
     * What a volatility target risks at its estimate: lost three times a day it is inside 3 % of the initial balance.
     */
    private static final double AT_ESTIMATE = 0.009;

    /** The share of Kelly: such that the small edge risks some 0.8 %. */
    private static final double KELLY = 0.1;

    /** All of them, as this trader would use them. */
    static List<Contestant> all(TraderProfile trader) {
        List<Contestant> all = new ArrayList<>();
        for (String percent : List.of("0.25", "0.5", "1", "2")) {
            all.add(alone("fixed " + percent + " %", Kind.FIXED, fixed(Double.parseDouble(percent) / 100)));
        }
        RiskModule kelly = new Kelly(trader.winRate(), TraderProfile.PAYOFF, KELLY, CAP);
        Bayes learner = Bayes.of(Prior.uniform(TraderProfile.PAYOFF))
                .kelly(KELLY)
                .quantile(0.25)
                .cap(CAP)
                .probe(0.0025);
        Bayes withHistory =
                Bayes.of(trader.prior()).kelly(KELLY).quantile(0.25).cap(CAP).probe(0.0025);
        VolTarget volTarget = VolTarget.ofTrades(VOLATILITY, A_YEAR, 1.24).cap(CAP).warmUp(10);
        Cppi cppi = new Cppi(0.1, CAP, Cushion.aboveMaximumLossFloor());
        all.add(alone("constant 1,000", Kind.MODULE, new ConstantMoney(Money.usd(1_000))));
        all.add(alone("Kelly/10, edge known", Kind.MODULE, kelly));
        all.add(alone("LinearEdge, edge known", Kind.MODULE, new LinearEdge(0.5 + trader.edge() / 2, 0.13, CAP)));
        all.add(alone("Bayes, knows nothing", Kind.MODULE, learner));
        all.add(alone("Bayes, 100 trades known", Kind.MODULE, withHistory));
        all.add(alone("Bayes, half-life 50", Kind.MODULE, learner.halfLife(50)));
        all.add(alone("VolTarget, EWMA", Kind.MODULE, volTarget.halfLife(30)));
        all.add(alone("FixedVolTarget", Kind.MODULE, new FixedVolTarget(VOLATILITY, VOLATILITY, AT_ESTIMATE, CAP)));
        all.add(alone("CPPI, maximum loss", Kind.MODULE, cppi));
        all.add(alone("CPPI, binding floor", Kind.MODULE, new Cppi(0.2, CAP, Cushion.aboveBindingFloor())));
        all.add(alone("TIPP 8 %", Kind.MODULE, new Cppi(0.125, CAP, Cushion.underHighWaterMark(0.08))));
        all.add(alone("average Kelly, CPPI", Kind.MODULE, RiskModule.average(kelly, cppi)));
        all.add(limited("daily headroom", DailyHeadroom.over(TraderProfile.TRADES_A_DAY)));
        all.add(limited("target glide", new TargetGlide(TraderProfile.PAYOFF)));
        DrawdownManager bands = DrawdownManager.band(0.03, 0.005).and(0.06, 0.0025);
        all.add(limited("drawdown bands", bands));
        all.add(limited("bands, hysteresis", bands.recovery(0.02)));
        all.add(limited("losing streaks", LosingStreakLadder.after(3, 0.005).and(5, 0.0025)));
        all.add(new Contestant(
                "Bayes+CPPI+Vol, bands",
                Kind.STACK,
                PositionSizer.builder()
                        .propose(withHistory)
                        .propose(cppi)
                        .propose(volTarget.halfLife(30))
                        .limit(bands)
                        .build()));
        all.add(new Contestant(
                "2 %, headroom, glide",
                Kind.STACK,
                PositionSizer.builder()
                        .propose(fixed(0.02))
                        .limit(DailyHeadroom.over(TraderProfile.TRADES_A_DAY))
                        .limit(new TargetGlide(TraderProfile.PAYOFF))
                        .build()));
        all.add(new Contestant(
                "CPPI, headroom, glide",
                Kind.STACK,
                PositionSizer.builder()
                        .propose(cppi)
                        .limit(DailyHeadroom.over(TraderProfile.TRADES_A_DAY))
                        .limit(new TargetGlide(TraderProfile.PAYOFF))
                        .build()));
        all.add(new Contestant("conservative", Kind.PRESET, Presets.conservative()));
        all.add(new Contestant("balanced", Kind.PRESET, Presets.balanced()));
        all.add(new Contestant("aggressive", Kind.PRESET, Presets.aggressive()));
        return List.copyOf(all);
    }

    private static RiskModule fixed(double fraction) {
        return FixedFractional.ofInitialBalance(fraction);
    }

    private static Contestant alone(String name, Kind kind, RiskModule module) {
        return new Contestant(name, kind, PositionSizer.of(module));
    }

    private static Contestant limited(String name, RiskModule limit) {
        PositionSizer sizer =
                PositionSizer.builder().propose(fixed(0.01)).limit(limit).build();
        return new Contestant("1 %, " + name, Kind.LIMIT, sizer);
    }
}
