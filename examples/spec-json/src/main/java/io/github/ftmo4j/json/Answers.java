package io.github.ftmo4j.json;

import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import io.github.ftmo4j.sim.odds.PortfolioOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.policy.ChartCell;
import io.github.ftmo4j.sim.policy.FixedStake;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.precision.PreciseOdds;
import io.github.ftmo4j.sim.statistics.Correlation;
import io.github.ftmo4j.sim.statistics.CountDistribution;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.Figure;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.Sensitivity;
import io.github.ftmo4j.sim.sweep.SweepOdds;
import io.github.ftmo4j.sim.sweep.SweepRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes answers of what was computed. */
public final class Answers {

    private static final double LEAST_SHARE = 0.01;

    private Answers() {}

    /**
     * The odds.
     *
     * @param odds computed or sampled
     * @return the answer
     * @throws IllegalArgumentException if they are sampled and no trial was run
     */
    public static Answer.Odds of(Odds odds) {
        Optional<ExactOdds> exact = as(ExactOdds.class, odds);
        Optional<SampledOdds> sampled = as(SampledOdds.class, odds);
        return new Answer.Odds(
                method(odds),
                exact.map(ExactOdds::method),
                sampled.map(each -> OptionalLong.of(each.trials())).orElse(OptionalLong.empty()),
                sampled.map(each -> OptionalLong.of(each.seed())).orElse(OptionalLong.empty()),
                sampled.map(SampledOdds::complete),
                odds.spec().accounts(),
                of(odds.pass()),
                of(odds.passes().atLeast(1)),
                of(odds.passes().all()),
                odds.passes().correlation().map(Answers::of),
                odds.phases().stream().map(Answers::of).toList(),
                map(
                        List.of(AttemptEnd.values()),
                        end -> end,
                        end -> odds.share(end).value()),
                new Answer.Days(of(odds.daysToPass()), of(odds.daysToFail())),
                odds.assumptions(),
                Optional.empty());
    }

    /**
     * Odds to a precision.
     *
     * @param precise the odds
     * @return the answer
     */
    public static Answer.Odds of(PreciseOdds precise) {
        return of(precise.odds())
                .with(new Answer.Precision(precise.precision().halfWidth(), precise.halfWidth(), precise.reached()));
    }

    /**
     * The odds of a portfolio.
     *
     * @param odds the odds
     * @param seed the seed of the trials
     * @return the answer
     * @throws IllegalArgumentException if no trial was run
     */
    public static Answer.Portfolio of(PortfolioOdds odds, long seed) {
        List<Answer.Odds> challenges =
                odds.challenges().stream().map(each -> of((Odds) each)).toList();
        List<Answer.Pair> pairs = new ArrayList<>();
        for (int one = 0; one < challenges.size(); one++) {
            for (int other = one + 1; other < challenges.size(); other++) {
                pairs.add(new Answer.Pair(
                        one,
                        other,
                        of(odds.both(one, other)),
                        odds.correlation(one, other).map(Answers::of)));
            }
        }
        return new Answer.Portfolio(
                odds.trials(),
                seed,
                odds.complete(),
                of(odds.passes().atLeast(1)),
                of(odds.passes().all()),
                challenges,
                pairs);
    }

    private static Answer.Correlation of(Correlation correlation) {
        return new Answer.Correlation(correlation.value(), correlation.lower(), correlation.upper());
    }

    private static <T> Optional<T> as(Class<T> type, Object value) {
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private static Answer.Method method(Odds odds) {
        return odds instanceof ExactOdds ? Answer.Method.EXACT : Answer.Method.MONTE_CARLO;
    }

    private static Answer.Phase of(PhaseOdds phase) {
        return new Answer.Phase(
                phase.name(),
                of(phase.reached()),
                phase.passed().map(Answers::of),
                map(
                        new TreeMap<>(phase.ends()).entrySet(),
                        end -> end.getKey(),
                        end -> end.getValue().value()));
    }

    private static Answer.Distribution of(CountDistribution days) {
        if (days.isEmpty()) {
            return new Answer.Distribution(
                    OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
        }
        return new Answer.Distribution(
                OptionalDouble.of(days.mean()),
                OptionalInt.of(days.quantile(0.1)),
                OptionalInt.of(days.quantile(0.5)),
                OptionalInt.of(days.quantile(0.9)));
    }

    /**
     * A policy, without charts.
     *
     * @param policy the policy
     * @return the answer
     */
    public static Answer.Policy of(OptimalPolicy policy) {
        Estimate pass = policy.value();
        return new Answer.Policy(
                Answer.Method.EXACT,
                pass.value(),
                pass.lower(),
                pass.upper(),
                pass.level(),
                pass.n(),
                policy.money(),
                of(policy.bestFixed()),
                policy.fixed().stream().map(Answers::of).toList(),
                Optional.empty());
    }

    private static Answer.Stake of(FixedStake stake) {
        Estimate pass = stake.pass();
        return new Answer.Stake(
                stake.fraction(), pass.value(), pass.lower(), pass.upper(), pass.level(), pass.n(), stake.money());
    }

    /**
     * A cell of the chart of a policy.
     *
     * @param cell the cell
     * @return the same
     */
    public static Answer.Cell of(ChartCell cell) {
        return new Answer.Cell(
                cell.day(),
                cell.balance().toBigDecimal().doubleValue(),
                cell.probability(),
                cell.stake().toBigDecimal().doubleValue());
    }

    /**
     * What a journey is worth, solved.
     *
     * @param odds what was computed
     * @return the answer
     */
    public static Answer.Journey of(ExactJourneyOdds odds) {
        Map<String, Answer.Interval> figures = new LinkedHashMap<>();
        figures.put("attempts", of(odds.attempts()));
        figures.put("funded", of(odds.funded()));
        figures.put("cost", of(odds.cost()));
        figures.put("payout", of(odds.rewards()));
        figures.put("payouts", of(odds.payouts()));
        figures.put("ev", of(odds.expectedValue()));
        figures.put("payoutProbability", of(odds.paid()));
        figures.put("blown", of(odds.blown()));
        figures.put("residual", of(odds.residual()));
        odds.daysToFunded().ifPresent(days -> figures.put("daysToFunded", of(days)));
        return journey(odds.spec(), Answer.Method.EXACT, Optional.empty(), figures);
    }

    /**
     * What a journey is worth, estimated.
     *
     * @param odds what was estimated
     * @return the answer
     * @throws IllegalStateException if fewer than two trials were run
     */
    public static Answer.Journey of(JourneyOdds odds) {
        Map<String, Answer.Interval> figures = new LinkedHashMap<>();
        figures.put("attempts", of(odds.mean(Measure.ATTEMPTS)));
        figures.put("funded", of(odds.funded()));
        figures.put("cost", of(odds.mean(Measure.COST)));
        figures.put("payout", of(odds.mean(Measure.REWARDS)));
        figures.put("payouts", of(odds.mean(Measure.PAYOUTS)));
        figures.put("ev", of(odds.expectedValue()));
        figures.put("profitable", of(odds.profitable()));
        figures.put("payoutProbability", of(odds.paid()));
        if (odds.sample().sum(Measure.FUNDED) > 0) {
            figures.put("blown", of(odds.blown()));
        }
        figures.put("residual", of(odds.mean(Measure.RESIDUAL)));
        figures.put("payoutP10", of(odds.quantile(Measure.REWARDS, 0.1)));
        figures.put("payoutP50", of(odds.quantile(Measure.REWARDS, 0.5)));
        figures.put("payoutP90", of(odds.quantile(Measure.REWARDS, 0.9)));
        if (odds.values(Measure.DAYS_TO_FUNDED).n() > 1) {
            figures.put("daysToFunded", of(odds.mean(Measure.DAYS_TO_FUNDED)));
            figures.put("daysToFundedP50", of(odds.quantile(Measure.DAYS_TO_FUNDED, 0.5)));
        }
        figures.put("drawdown", of(odds.mean(Measure.DRAWDOWN)));
        figures.put("stagnation", of(odds.mean(Measure.STAGNATION)));
        return journey(odds.spec(), Answer.Method.MONTE_CARLO, Optional.of(odds), figures);
    }

    private static Answer.Journey journey(
            JourneySpec spec,
            Answer.Method method,
            Optional<JourneyOdds> sampled,
            Map<String, Answer.Interval> figures) {
        Function<String, OptionalDouble> value = name -> Optional.ofNullable(figures.get(name))
                .map(Answer.Interval::value)
                .orElse(OptionalDouble.empty());
        return new Answer.Journey(
                method,
                spec.trading().accounts(),
                spec.funded().account().initialBalance().currency().getCurrencyCode(),
                spec.assumptions(),
                sampled.map(each -> OptionalLong.of(each.trials())).orElse(OptionalLong.empty()),
                sampled.map(each -> OptionalLong.of(each.seed())).orElse(OptionalLong.empty()),
                sampled.map(JourneyOdds::complete),
                value.apply("attempts"),
                value.apply("funded"),
                value.apply("cost"),
                value.apply("payout"),
                value.apply("payouts"),
                value.apply("ev"),
                value.apply("profitable"),
                value.apply("payoutProbability"),
                value.apply("blown"),
                value.apply("residual"),
                value.apply("payoutP10"),
                value.apply("payoutP50"),
                value.apply("payoutP90"),
                value.apply("daysToFunded"),
                value.apply("daysToFundedP50"),
                value.apply("drawdown"),
                value.apply("stagnation"),
                sampled.map(Answers::payouts),
                figures);
    }

    private static List<Answer.Payouts> payouts(JourneyOdds odds) {
        List<Answer.Payouts> all = new ArrayList<>();
        for (int number = 1; ; number++) {
            Estimate paid = odds.payoutsAtLeast(number);
            if (paid.value() < LEAST_SHARE) {
                return all;
            }
            Answer.Interval share = of(paid);
            all.add(new Answer.Payouts(number, share.value(), share.lower(), share.upper(), share.level(), share.n()));
        }
    }

    /**
     * A sweep.
     *
     * @param odds the rows
     * @return the answer
     */
    public static Answer.Sweep of(SweepOdds odds) {
        return new Answer.Sweep(
                odds.criteria().stream().map(each -> each.name()).toList(),
                settings(odds.best()),
                odds.rows().stream().map(row -> row(odds, row)).toList());
    }

    private static Answer.Row row(SweepOdds odds, SweepRow row) {
        return new Answer.Row(
                settings(row),
                method(row.odds()),
                of(row.odds().pass()),
                of(row.odds().passes().atLeast(1)),
                map(odds.criteria(), each -> each.name(), each -> score(of(row.score(each)), of(row.toBest(each)))),
                row.mayBeBest());
    }

    private static Answer.Score score(Answer.Interval own, Answer.Interval toBest) {
        return new Answer.Score(own.value(), own.lower(), own.upper(), own.level(), own.n(), toBest);
    }

    private static Map<String, Answer.Setting> settings(SweepRow row) {
        return map(
                row.settings(),
                setting -> setting.parameter(),
                setting -> setting.number().isPresent()
                        ? new Answer.Setting.Numeric(setting.number().getAsDouble())
                        : new Answer.Setting.Words(setting.text()));
    }

    /**
     * Sensitivities.
     *
     * @param all the sensitivities
     * @return the answer
     */
    public static Answer.Sensitivities of(List<Sensitivity> all) {
        return new Answer.Sensitivities(all.stream().map(Answers::of).toList());
    }

    private static Answer.Parameter of(Sensitivity each) {
        Map<String, Answer.Interval> changes = new TreeMap<>();
        each.changes().forEach((criterion, change) -> changes.put(criterion.name(), of(change)));
        return new Answer.Parameter(each.parameter(), each.at(), each.step(), changes);
    }

    private static <T, K, V> Map<K, V> map(Collection<T> items, Function<T, K> key, Function<T, V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        items.forEach(item -> map.put(key.apply(item), value.apply(item)));
        return map;
    }

    private static Answer.Interval of(Estimate probability) {
        return interval(
                probability.value(), probability.lower(), probability.upper(), probability.level(), probability.n());
    }

    private static Answer.Interval of(Figure figure) {
        return interval(figure.value(), figure.lower(), figure.upper(), figure.level(), figure.n());
    }

    private static Answer.Interval of(Score score) {
        return interval(score.value(), score.lower(), score.upper(), score.isComputed() ? 1 : 0.95, score.n());
    }

    private static Answer.Interval interval(double value, double lower, double upper, double level, OptionalLong n) {
        return new Answer.Interval(finite(value), finite(lower), finite(upper), level, n);
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
