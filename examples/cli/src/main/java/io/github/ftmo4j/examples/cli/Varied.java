package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.Sweep;
import io.github.ftmo4j.sim.Variation;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A parameter and its values, as {@code --over} states them.
 *
 * @param parameter one of {@link #PARAMETERS}
 * @param values at least one
 */
record Varied(String parameter, List<Double> values) {

    private static final int MOST_VALUES = 1_000;
    private static final double LARGEST_R = 1_000_000;

    private static final Map<String, Variation<Double>> PARAMETERS = Map.of(
            "risk",
            Varied::risk,
            "win-rate",
            (simulation, share) -> {
                BernoulliR bets = bets(simulation, "win-rate");
                return simulation.trades(
                        new BernoulliR(Flags.within("--over win-rate", share, 0, 1), bets.win(), bets.loss()));
            },
            "payoff",
            (simulation, win) -> {
                BernoulliR bets = bets(simulation, "payoff");
                return simulation.trades(
                        new BernoulliR(bets.winRate(), Flags.above("--over payoff", win, 0, LARGEST_R), bets.loss()));
            },
            "trades-per-day",
            Varied::tradesPerDay);

    static Varied of(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new UsageException("--over must be NAME=VALUES, was '" + text + "'");
        }
        String parameter = Flags.one(
                "--over",
                text.substring(0, equals),
                PARAMETERS.keySet().stream().sorted().toList());
        return new Varied(parameter, values(parameter, text.substring(equals + 1)));
    }

    private static List<Double> values(String parameter, String text) {
        String flag = "--over " + parameter;
        if (!text.contains(":")) {
            return Arrays.stream(Flags.numbers(flag, text)).boxed().toList();
        }
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new UsageException(flag + " must be FROM:TO:STEP, was '" + text + "'");
        }
        double from = finite(flag, parts[0]);
        double to = finite(flag, parts[1]);
        double step = finite(flag, parts[2]);
        if (!(step > 0 && from <= to && (to - from) / step < MOST_VALUES)) {
            throw new UsageException(
                    flag + " must be FROM:TO:STEP with at most " + MOST_VALUES + " values, was '" + text + "'");
        }
        List<Double> values = new ArrayList<>();
        BigDecimal last = BigDecimal.valueOf(to);
        for (BigDecimal value = BigDecimal.valueOf(from);
                value.compareTo(last) <= 0;
                value = value.add(BigDecimal.valueOf(step))) {
            values.add(value.doubleValue());
        }
        return values;
    }

    private static double finite(String flag, String text) {
        return Flags.within(flag, Flags.number(flag, text), -1e12, 1e12);
    }

    Sweep over(Sweep sweep) {
        Variation<Double> variation = Objects.requireNonNull(PARAMETERS.get(parameter));
        return Flags.checked("--over", parameter, () -> sweep.over(parameter, values, variation));
    }

    private static Simulation.Builder risk(Simulation.Builder simulation, double share) {
        PositionSizer sizing = simulation.spec().sizing();
        if (sizing.proposals().get(0) instanceof FixedFractional fixed && sizing.equals(PositionSizer.of(fixed))) {
            return simulation.sizing(PositionSizer.of(
                    new FixedFractional(Flags.above("--over risk", share, 0, Fraction.LARGEST_RISK), fixed.base())));
        }
        throw new UsageException("--over risk must vary a fixed --risk, was a sizing of other modules");
    }

    private static Simulation.Builder tradesPerDay(Simulation.Builder simulation, double number) {
        Flags.above("--over trades-per-day", number, 0, TradesPerDay.MOST);
        if (!(simulation.spec().tradesPerDay() instanceof FixedTrades)) {
            return simulation.tradesPerDay(TradesPerDay.poisson(number));
        }
        if (number == Math.rint(number)) {
            return simulation.tradesPerDay((int) number);
        }
        throw new UsageException(
                "--over trades-per-day must be whole numbers unless --trades-per-day is poisson:MEAN, was " + number);
    }

    private static BernoulliR bets(Simulation.Builder simulation, String parameter) {
        if (simulation.spec().outcomes() instanceof BernoulliR bets) {
            return bets;
        }
        throw new UsageException("--over " + parameter + " must vary --win-rate and --payoff, was "
                + simulation.spec().outcomes());
    }
}
