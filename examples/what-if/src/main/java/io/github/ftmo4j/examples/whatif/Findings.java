package io.github.ftmo4j.examples.whatif;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.sim.EdgeStudy;
import io.github.ftmo4j.sim.Sensitivities;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.Sweep;
import io.github.ftmo4j.sim.edge.EdgeOdds;
import io.github.ftmo4j.sim.edge.Outlook;
import io.github.ftmo4j.sim.engine.UnsolvableException;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.odds.ExactOdds;
import io.github.ftmo4j.sim.odds.Odds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.policy.AfterLoss;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.spec.TradingPlan;
import io.github.ftmo4j.sim.statistics.CountProbabilities;
import io.github.ftmo4j.sim.sweep.Criterion;
import io.github.ftmo4j.sim.sweep.Sensitivity;
import io.github.ftmo4j.sim.sweep.SweepOdds;
import io.github.ftmo4j.sim.sweep.SweepRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * All that the report says.
 *
 * @param question what was asked
 * @param odds the odds of the trader as the trader is
 * @param journey what it is worth
 * @param risks odds and expected value for each risk, judged by the expected value
 * @param winRates P(pass) by win rate and risk, for trades of two results
 * @param sensitivities what changes the odds
 * @param edge the odds with the uncertainty of the edge
 * @param outlook what another 100 trades would tell
 * @param fan the course of the balance
 * @param policy the best policy; none if it was not asked for, or has too many states
 */
record Findings(
        Question question,
        Odds odds,
        JourneyOdds journey,
        SweepOdds risks,
        SweepOdds winRates,
        List<Sensitivity> sensitivities,
        EdgeOdds edge,
        Outlook outlook,
        EquityFan fan,
        Optional<OptimalPolicy> policy) {

    static final StakeMenu MENU = StakeMenu.ofInitialBalance(0, .0025, .005, .0075, .01, .0125, .015);

    private static final List<Double> RISKS =
            List.of(0.001, 0.002, 0.003, 0.004, 0.005, 0.0075, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03);
    private static final List<Double> FEW_RISKS = List.of(0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.025, 0.03);
    private static final int MOST_TRADES_OF_POLICY = 2;
    private static final int DAYS_OF_POLICY = 60;
    private static final int DRAWS = 200;
    private static final long MOST_STATES = 500_000;
    private static final int MORE_TRADES = 100;

    static Findings of(Question question, boolean withPolicy, Consumer<String> progress) {
        Simulation simulation = question.simulation();
        progress.accept("odds and money");
        Odds odds = Sweep.of(simulation).mostStates(MOST_STATES).solve().best().odds(); // exact where that is possible
        JourneyOdds journey = question.journey(simulation.spec()).build().run(question.trials(), question.seed());
        progress.accept("risk");
        TreeSet<Double> risks = new TreeSet<>(RISKS);
        risks.add(question.risk());
        Sweep byRisk = Sweep.of(simulation)
                .over("risk", List.copyOf(risks), (trader, risk) -> trader.sizing(Question.sizing(risk)))
                .journey(question::journey)
                .by(Criterion.expectedValue(), Criterion.pass(), Criterion.daysToPass())
                .mostStates(MOST_STATES);
        SweepOdds tried = odds instanceof ExactOdds ? byRisk.solve() : byRisk.run();
        progress.accept("win rate and risk");
        Simulation small = simulation.toBuilder()
                .trials(Math.min(question.trials(), 2_000))
                .build();
        SweepOdds byWinRate = Sweep.of(small)
                .over(
                        "win rate",
                        winRates(question.winRate()),
                        (trader, winRate) -> trader.trades(new BernoulliR(winRate, question.win(), question.loss())))
                .over("risk", FEW_RISKS, (trader, risk) -> trader.sizing(Question.sizing(risk)))
                .by(Criterion.pass())
                .run();
        progress.accept("what would change it");
        List<Sensitivity> sensitivities =
                Sensitivities.of(simulation).journey(question::journey).run();
        progress.accept("uncertainty of the edge");
        EdgeStudy study = EdgeStudy.of(
                        simulation.toBuilder()
                                .trials(Math.min(question.trials(), 300))
                                .build(),
                        question.edge())
                .bestOf(question.tried());
        EdgeOdds edge = study.draws(DRAWS).journey(question::journey).run();
        Outlook outlook = EdgeStudy.of(
                        simulation.toBuilder()
                                .trials(Math.min(question.trials(), 300))
                                .build(),
                        question.edge())
                .outlook(MORE_TRADES);
        progress.accept("course of the balance");
        EquityFan fan = EquityFan.of(simulation);
        if (withPolicy) {
            progress.accept("best policy");
        }
        return new Findings(
                question,
                odds,
                journey,
                tried,
                byWinRate,
                sensitivities,
                edge,
                outlook,
                fan,
                withPolicy ? policy(question) : Optional.empty());
    }

    /** Seven win rates around the trader's, rounded, in steps of 3 points. */
    private static List<Double> winRates(double around) {
        double middle = Math.max(0.12, Math.min(0.88, Math.round(100 * around) / 100.0));
        return IntStream.rangeClosed(-3, 3)
                .mapToObj(i -> Math.round(100 * middle + 3 * i) / 100.0)
                .toList();
    }

    /** For a payoff in halves of R, since the states are too many otherwise; the mean result is the trader's. */
    private static Optional<OptimalPolicy> policy(Question question) {
        Program program = question.program();
        try {
            return Optional.of(PolicySearch.of(
                            program,
                            BernoulliR.of(winRateOfPolicy(question), payoffOfPolicy(question)),
                            TradesPerDay.fixed(tradesOfPolicy(question)))
                    .tradingPlan(TradingPlan.standard().withAbandonAfter(DAYS_OF_POLICY))
                    .menu(MENU)
                    .afterLoss(AfterLoss.FREE)
                    .search());
        } catch (UnsolvableException e) {
            return Optional.empty();
        }
    }

    static int tradesOfPolicy(Question question) {
        double mean = question.tradesPerDay()
                .distribution()
                .map(CountProbabilities::mean)
                .orElse((double) MOST_TRADES_OF_POLICY);
        return (int) Math.max(1, Math.min(MOST_TRADES_OF_POLICY, Math.round(mean)));
    }

    /** P(pass) of trades of two results at the win rate and the risk that are nearest to the trader's. */
    SweepRow nearestOnTheMap() {
        return winRates.rows().stream()
                .min(Comparator.comparingDouble(row -> Math.abs(Charts.winRate(row) - question.winRate())
                        + Math.abs(Charts.risk(row) - question.risk())))
                .orElseThrow();
    }

    static double payoffOfPolicy(Question question) {
        return Math.max(0.5, Math.round(2 * question.payoff()) / 2.0);
    }

    static double winRateOfPolicy(Question question) {
        return Math.min(0.99, question.winRate() * (question.payoff() + 1) / (payoffOfPolicy(question) + 1));
    }

    /** All pictures with their file names. */
    List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        pictures.add(new Picture("odds-by-risk", Charts.oddsByRisk(this)));
        pictures.add(new Picture("value-by-risk", Charts.valueByRisk(this)));
        pictures.add(new Picture("equity-fan", Charts.fan(this)));
        pictures.add(new Picture("win-rate-and-risk", Charts.heatMap(this)));
        pictures.add(new Picture("what-kills", Charts.ends(this)));
        pictures.add(new Picture("days-to-pass", Charts.days(this)));
        pictures.add(new Picture("uncertain-odds", Charts.edge(this)));
        policy.ifPresent(best -> pictures.add(new Picture("best-policy", Charts.policy(best))));
        return pictures;
    }

    /**
     * A picture.
     *
     * @param name the name of its file, without the ending
     * @param drawing what it shows
     */
    record Picture(String name, Drawing drawing) {}
}
