package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.sim.journey.ExactJourneyOdds;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.odds.PhaseOdds;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.policy.FixedStake;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.statistics.CountDistribution;
import io.github.ftmo4j.sim.statistics.Estimate;
import io.github.ftmo4j.sim.statistics.Figure;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Score;
import io.github.ftmo4j.sim.sweep.Sensitivity;
import io.github.ftmo4j.sim.sweep.SweepOdds;
import io.github.ftmo4j.sim.sweep.SweepRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers as JSON. Probabilities are from 0 to 1; days are trading days. A figure that does not exist, such as the mean
 * number of days of attempts that never pass, is null.
 */
public final class Answers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double LEAST_SHARE = 0.01;

    private Answers() {}

    /**
     * The odds: {@code method}, which is {@code exact} or {@code monte-carlo}; {@code pass} and {@code atLeastOne} with
     * intervals; {@code phases} with the probability to pass each once it is reached; {@code ends}; {@code days}.
     *
     * @param odds computed or sampled
     * @return the object
     * @throws IllegalArgumentException if they are sampled and no trial was run
     */
    public static ObjectNode of(Odds odds) {
        ObjectNode answer = NODES.objectNode();
        boolean exact = odds instanceof ExactOdds;
        answer.put("method", exact ? "exact" : "monte-carlo");
        if (odds instanceof ExactOdds computed) {
            answer.put("chain", computed.method());
        }
        if (odds instanceof SampledOdds sampled) {
            answer.put("trials", sampled.trials()).put("seed", sampled.seed()).put("complete", sampled.complete());
        }
        answer.put("accounts", odds.spec().accounts());
        answer.set("pass", of(odds.pass()));
        answer.set("atLeastOne", of(odds.passes().atLeast(1)));
        answer.set("all", of(odds.passes().all()));
        odds.passes()
                .correlation()
                .ifPresent(correlation -> answer.putObject("correlation")
                        .put("value", correlation.value())
                        .put("lower", correlation.lower())
                        .put("upper", correlation.upper()));
        ArrayNode phases = answer.putArray("phases");
        odds.phases().forEach(phase -> phases.add(of(phase)));
        ObjectNode ends = answer.putObject("ends");
        for (AttemptEnd end : AttemptEnd.values()) {
            ends.put(end.name(), odds.share(end).value());
        }
        ObjectNode days = answer.putObject("days");
        days.set("passed", of(odds.daysToPass()));
        days.set("failed", of(odds.daysToFail()));
        ArrayNode assumptions = answer.putArray("assumptions");
        odds.assumptions().forEach(assumptions::add);
        return answer;
    }

    /**
     * A probability: {@code value}, {@code lower}, {@code upper}, {@code level} and {@code n}.
     *
     * @param probability estimated, computed or exact; {@code n} is null unless it is estimated
     * @return the object
     */
    public static ObjectNode of(Estimate probability) {
        return interval(
                probability.value(), probability.lower(), probability.upper(), probability.level(), probability.n());
    }

    /**
     * The odds of a phase: {@code name}, {@code reached}, {@code pass} and {@code ends}, the last two once the phase is
     * reached.
     *
     * @param phase the odds
     * @return the object
     */
    public static ObjectNode of(PhaseOdds phase) {
        ObjectNode object = NODES.objectNode().put("name", phase.name());
        object.set("reached", of(phase.reached()));
        object.set("pass", phase.passed().map(Answers::of).orElse(null));
        ObjectNode ends = object.putObject("ends");
        for (AttemptEnd end : AttemptEnd.values()) {
            Optional.ofNullable(phase.ends().get(end)).ifPresent(share -> ends.put(end.name(), share.value()));
        }
        return object;
    }

    /**
     * A distribution of days: {@code mean}, {@code p10}, {@code p50} and {@code p90}.
     *
     * @param days the distribution; all figures are null if it is empty
     * @return the object
     */
    public static ObjectNode of(CountDistribution days) {
        ObjectNode object = NODES.objectNode();
        if (days.isEmpty()) {
            return object.putNull("mean").putNull("p10").putNull("p50").putNull("p90");
        }
        return object.put("mean", days.mean())
                .put("p10", days.quantile(0.1))
                .put("p50", days.quantile(0.5))
                .put("p90", days.quantile(0.9));
    }

    /**
     * A policy: {@code value}, the probability of passing under the best stakes, with {@code lower} and {@code upper};
     * {@code money} if that was the goal; {@code bestFixed}, the best stake of the menu if the same is risked on every
     * trade; {@code fixed}, all of them, each with its {@code fraction} and {@code value}.
     *
     * @param policy the policy
     * @return the object
     */
    public static ObjectNode of(OptimalPolicy policy) {
        ObjectNode object = NODES.objectNode().put("method", "exact");
        object.setAll(of(policy.value()));
        policy.money().ifPresent(money -> object.put("money", money.toString()));
        object.set("bestFixed", of(policy.bestFixed()));
        ArrayNode fixed = object.putArray("fixed");
        policy.fixed().forEach(stake -> fixed.add(of(stake)));
        return object;
    }

    private static ObjectNode of(FixedStake stake) {
        ObjectNode object = NODES.objectNode().put("fraction", stake.fraction());
        object.setAll(of(stake.pass()));
        stake.money().ifPresent(money -> object.put("money", money.toString()));
        return object;
    }

    /**
     * What a journey is worth, solved: {@code method}; the means {@code attempts}, {@code cost}, {@code payout} (the
     * trader's rewards), {@code payouts} (their number), {@code daysToFunded} and {@code ev}; the probabilities
     * {@code funded}, {@code payoutProbability} (of at least one reward) and {@code blown} (of a funded account). Money
     * is in {@code currency}. Each figure stands with its bounds in {@code intervals}.
     *
     * @param odds what was computed
     * @return the object
     */
    public static ObjectNode of(ExactJourneyOdds odds) {
        ObjectNode answer = journey("exact", odds.spec());
        add(answer, "attempts", odds.attempts());
        add(answer, "funded", odds.funded());
        add(answer, "cost", odds.cost());
        add(answer, "payout", odds.rewards());
        add(answer, "payouts", odds.payouts());
        add(answer, "ev", odds.expectedValue());
        add(answer, "payoutProbability", odds.paid());
        add(answer, "blown", odds.blown());
        add(answer, "residual", odds.residual());
        odds.daysToFunded()
                .ifPresentOrElse(days -> add(answer, "daysToFunded", days), () -> answer.putNull("daysToFunded"));
        return withIntervalsLast(answer);
    }

    /**
     * What a journey is worth, estimated: the fields of {@link #of(ExactJourneyOdds)}; {@code profitable}, the
     * probability of a net result above zero; the quantiles {@code payoutP10}, {@code payoutP50}, {@code payoutP90} and
     * {@code daysToFundedP50}; the means {@code drawdown} and {@code stagnation} (days without a new high); and
     * {@code payoutsAtLeast}, the probability of at least so many rewards by their {@code number}, down to 1 %. With
     * several accounts, money and numbers are those of all together.
     *
     * @param odds what was estimated
     * @return the object
     * @throws IllegalStateException if fewer than two trials were run
     */
    public static ObjectNode of(JourneyOdds odds) {
        ObjectNode answer = journey("monte-carlo", odds.spec())
                .put("trials", odds.trials())
                .put("seed", odds.seed())
                .put("complete", odds.complete());
        add(answer, "attempts", odds.mean(Measure.ATTEMPTS));
        add(answer, "funded", odds.funded());
        add(answer, "cost", odds.mean(Measure.COST));
        add(answer, "payout", odds.mean(Measure.REWARDS));
        add(answer, "payouts", odds.mean(Measure.PAYOUTS));
        add(answer, "ev", odds.expectedValue());
        add(answer, "profitable", odds.profitable());
        add(answer, "payoutProbability", odds.paid());
        if (odds.sample().sum(Measure.FUNDED) > 0) {
            add(answer, "blown", odds.blown());
        } else {
            answer.putNull("blown");
        }
        add(answer, "residual", odds.mean(Measure.RESIDUAL));
        add(answer, "payoutP10", odds.quantile(Measure.REWARDS, 0.1));
        add(answer, "payoutP50", odds.quantile(Measure.REWARDS, 0.5));
        add(answer, "payoutP90", odds.quantile(Measure.REWARDS, 0.9));
        if (odds.values(Measure.DAYS_TO_FUNDED).n() > 1) {
            add(answer, "daysToFunded", odds.mean(Measure.DAYS_TO_FUNDED));
            add(answer, "daysToFundedP50", odds.quantile(Measure.DAYS_TO_FUNDED, 0.5));
        } else {
            answer.putNull("daysToFunded").putNull("daysToFundedP50");
        }
        add(answer, "drawdown", odds.mean(Measure.DRAWDOWN));
        add(answer, "stagnation", odds.mean(Measure.STAGNATION));
        answer.set("payoutsAtLeast", payouts(odds));
        return withIntervalsLast(answer);
    }

    private static ArrayNode payouts(JourneyOdds odds) {
        ArrayNode all = NODES.arrayNode();
        for (int number = 1; odds.payoutsAtLeast(number).value() >= LEAST_SHARE; number++) {
            ObjectNode each = all.addObject().put("number", number);
            each.setAll(of(odds.payoutsAtLeast(number)));
        }
        return all;
    }

    private static ObjectNode journey(String method, JourneySpec spec) {
        ObjectNode answer = NODES.objectNode().put("method", method);
        answer.put("accounts", spec.trading().accounts());
        answer.put(
                "currency", spec.funded().account().initialBalance().currency().getCurrencyCode());
        ArrayNode assumptions = answer.putArray("assumptions");
        spec.assumptions().forEach(assumptions::add);
        return answer;
    }

    private static ObjectNode withIntervalsLast(ObjectNode answer) {
        return answer.set("intervals", answer.remove("intervals"));
    }

    private static void add(ObjectNode answer, String name, Figure figure) {
        answer.put(name, figure.value());
        answer.withObjectProperty("intervals").set(name, of(figure));
    }

    private static void add(ObjectNode answer, String name, Estimate probability) {
        answer.put(name, probability.value());
        answer.withObjectProperty("intervals").set(name, of(probability));
    }

    /**
     * A figure that is no probability: {@code value}, {@code lower}, {@code upper}, {@code level} and {@code n}.
     *
     * @param figure estimated or computed; {@code n} is null unless it is estimated; a bound that is infinite is null
     * @return the object
     */
    public static ObjectNode of(Figure figure) {
        return interval(figure.value(), figure.lower(), figure.upper(), figure.level(), figure.n());
    }

    private static ObjectNode interval(double value, double lower, double upper, double level, OptionalLong n) {
        ObjectNode object = NODES.objectNode();
        number(object, "value", value);
        number(object, "lower", lower);
        number(object, "upper", upper);
        object.put("level", level);
        return n.isPresent() ? object.put("n", n.getAsLong()) : object.putNull("n");
    }

    private static void number(ObjectNode object, String name, double value) {
        if (Double.isFinite(value)) {
            object.put(name, value);
        } else {
            object.putNull(name);
        }
    }

    /**
     * A sweep: {@code rows}, each with its {@code settings}, {@code method}, {@code scores} by criterion, each with its
     * difference {@code toBest}, and {@code mayBeBest}; and {@code best}, the settings of the best row.
     *
     * @param odds the rows
     * @return the object
     */
    public static ObjectNode of(SweepOdds odds) {
        ObjectNode answer = NODES.objectNode();
        ArrayNode criteria = answer.putArray("criteria");
        odds.criteria().forEach(criterion -> criteria.add(criterion.name()));
        answer.set("best", settings(odds.best()));
        ArrayNode rows = answer.putArray("rows");
        for (SweepRow row : odds.rows()) {
            ObjectNode object = rows.addObject();
            object.set("settings", settings(row));
            object.put("method", row.odds() instanceof ExactOdds ? "exact" : "monte-carlo");
            object.set("pass", of(row.odds().pass()));
            object.set("atLeastOne", of(row.odds().passes().atLeast(1)));
            ObjectNode scores = object.putObject("scores");
            for (Criterion criterion : odds.criteria()) {
                ObjectNode score = of(row.score(criterion));
                score.set("toBest", of(row.toBest(criterion)));
                scores.set(criterion.name(), score);
            }
            object.put("mayBeBest", row.mayBeBest());
        }
        return answer;
    }

    private static ObjectNode settings(SweepRow row) {
        ObjectNode settings = NODES.objectNode();
        row.settings().forEach(setting -> {
            if (setting.number().isPresent()) {
                settings.put(setting.parameter(), setting.number().getAsDouble());
            } else {
                settings.put(setting.parameter(), setting.text());
            }
        });
        return settings;
    }

    /**
     * Sensitivities: for each {@code parameter} its value {@code at}, the {@code step}, and the {@code changes} of the
     * criteria for one step more.
     *
     * @param all the sensitivities
     * @return the list
     */
    public static ArrayNode of(List<Sensitivity> all) {
        ArrayNode answer = NODES.arrayNode();
        for (Sensitivity each : all) {
            ObjectNode object = answer.addObject()
                    .put("parameter", each.parameter())
                    .put("at", each.at())
                    .put("step", each.step());
            ObjectNode changes = object.putObject("changes");
            each.changes().forEach((criterion, change) -> changes.set(criterion.name(), of(change)));
        }
        return answer;
    }

    private static ObjectNode of(Score score) {
        return interval(score.value(), score.lower(), score.upper(), score.isComputed() ? 1 : 0.95, score.n());
    }
}
