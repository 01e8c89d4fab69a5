package io.github.ftmo4j.json;

import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.MarketBreak;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.sim.Portfolio;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.Excursions;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.PoissonTrades;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.policy.AfterLoss;
import io.github.ftmo4j.sim.policy.Goal;
import io.github.ftmo4j.sim.policy.OptimalStake;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Records as which classes stand in a document. */
final class Forms {

    private Forms() {}

    /**
     * A sizer.
     *
     * @param proposals the modules that propose how much to risk; nothing is risked if all of them abstain
     * @param limits the modules that only limit what others propose; the smallest amount of all modules counts
     * @param freeze when nothing is risked because the cushion is small; none if always something may be
     * @param caps the most that is ever risked or open, by kind of cap
     * @param blackout nothing is risked while this gate is closed, for the reason BLACKOUT
     * @param session nothing is risked while this gate is closed, for the reason OUT_OF_SESSION
     * @param risesAfterLoss whether a trade after a loss may risk more than the last opened trade
     */
    record Sizing(
            List<RiskModule> proposals,
            List<RiskModule> limits,
            Optional<PositionSizer.Freeze> freeze,
            RiskCaps caps,
            Gate blackout,
            Gate session,
            boolean risesAfterLoss) {

        static Sizing of(PositionSizer sizer) {
            return new Sizing(
                    sizer.proposals(),
                    sizer.limits(),
                    sizer.freeze(),
                    sizer.caps(),
                    sizer.blackout(),
                    sizer.session(),
                    sizer.risesAfterLoss());
        }

        PositionSizer sizer() {
            PositionSizer.Builder builder =
                    PositionSizer.builder().caps(caps).blackout(blackout).session(session);
            proposals.forEach(builder::propose);
            limits.forEach(builder::limit);
            freeze.ifPresent(rule -> builder.freezeBelow(rule.threshold(), rule.cushion()));
            return (risesAfterLoss ? builder.risingAfterLoss() : builder).build();
        }
    }

    /**
     * A random number of trades a day.
     *
     * @param mean the mean number, above 0 and at most 500
     */
    record Poisson(double mean) {

        static Poisson of(PoissonTrades trades) {
            return new Poisson(trades.mean());
        }

        PoissonTrades trades() {
            return new PoissonTrades(mean);
        }
    }

    /**
     * Results that have finitely many values.
     *
     * @param values the R-multiples, at least one, each within ±1,000,000
     * @param probabilities of the values, each from 0 to 1; their sum is 1
     */
    record Discrete(List<Double> values, List<Double> probabilities) {

        static Discrete of(DiscreteR outcomes) {
            DiscreteLaw law = outcomes.law().orElseThrow();
            return new Discrete(
                    IntStream.range(0, law.size()).mapToObj(law::value).toList(),
                    IntStream.range(0, law.size()).mapToObj(law::probability).toList());
        }

        DiscreteR outcomes() {
            return DiscreteR.of(doubles(values), doubles(probabilities));
        }
    }

    /**
     * Past trades that are drawn with replacement.
     *
     * @param rMultiples the results in the order of time, at least one, each within ±1,000,000
     * @param meanBlock how many consecutive trades are drawn together, in the mean; at least 1
     * @param fixedBlocks whether all blocks are of this length; if not, lengths are geometrically distributed
     * @param excursions of each trade, how far it went; empty if that is not known
     */
    record History(List<Double> rMultiples, double meanBlock, boolean fixedBlocks, List<Excursions> excursions) {

        static History of(Bootstrap history) {
            return new History(
                    Arrays.stream(history.rMultiples()).boxed().toList(),
                    history.meanBlock(),
                    history.hasFixedBlocks(),
                    history.excursions());
        }

        Bootstrap history() {
            if (fixedBlocks && meanBlock != (int) meanBlock) {
                throw new IllegalArgumentException("meanBlock must be a whole number of fixedBlocks, was " + meanBlock);
            }
            Bootstrap trades = Bootstrap.of(doubles(rMultiples));
            Bootstrap blocks = fixedBlocks ? trades.withBlock((int) meanBlock) : trades.withMeanBlock(meanBlock);
            return excursions.isEmpty() ? blocks : blocks.withExcursions(excursions);
        }
    }

    /**
     * Weekly sessions.
     *
     * @param zone the time zone of the windows
     * @param windows when it is open, at least one
     */
    record Weekly(ZoneId zone, List<Sessions.Window> windows) {

        static Weekly of(Sessions sessions) {
            return new Weekly(sessions.zone(), sessions.windows());
        }

        Sessions sessions() {
            Sessions.Builder builder = Sessions.in(zone);
            windows.forEach(window -> builder.span(window.fromDay(), window.from(), window.toDay(), window.to()));
            return builder.build();
        }
    }

    /**
     * When a market trades.
     *
     * @param weekly the weekly sessions
     * @param closures dated closures, such as holidays
     */
    record Market(Sessions weekly, List<MarketBreak> closures) {

        static Market of(MarketHours hours) {
            return new Market(hours.weekly(), hours.closures());
        }

        MarketHours hours() {
            MarketHours hours = MarketHours.of(weekly);
            for (MarketBreak closure : closures) {
                hours = hours.closed(
                        closure.from().atZone(weekly.zone()).toLocalDateTime(),
                        closure.to().atZone(weekly.zone()).toLocalDateTime());
            }
            return hours;
        }
    }

    /**
     * Breaks of a market.
     *
     * @param hours when the market trades
     * @param atLeast how long a break lasts at least; if it is absent, the breaks are those over weekends
     * @param lead how long before a break the gate closes, at most 7 days
     */
    record Breaks(MarketHours hours, Optional<Duration> atLeast, Duration lead) {

        static Breaks of(MarketBreaks breaks) {
            return new Breaks(
                    breaks.hours(),
                    breaks.overWeekends() ? Optional.empty() : Optional.of(breaks.atLeast()),
                    breaks.lead());
        }

        MarketBreaks breaks() {
            return atLeast.map(least -> hours.breaksLongerThan(least.minusMillis(1)))
                    .orElseGet(hours::weekends)
                    .lead(lead);
        }
    }

    /**
     * Releases of news.
     *
     * @param events the releases
     * @param before how long before a release the gate closes
     * @param after how long after a release the gate opens again
     */
    record News(List<NewsEvent> events, Duration before, Duration after) {

        static News of(NewsBlackout blackout) {
            return new News(blackout.events(), blackout.before(), blackout.after());
        }

        NewsBlackout blackout() {
            return NewsBlackout.around(events).impact(Impact.NONE).build().within(before, after);
        }
    }

    /**
     * The question for the best stakes.
     *
     * @param program the program attempted
     * @param outcomes the distribution of the results of trades, which has finitely many values
     * @param tradesPerDay the distribution of the number of trades a day
     * @param tradingPlan what the trader does beyond sizing
     * @param calendar the days on which the trader trades
     * @param start where each attempt starts
     * @param menu the stakes among which the policy chooses
     * @param afterLoss whether a trade after a loss may risk more than the one before
     * @param goal what the policy maximises
     * @param mostStates how many states a phase may have at most
     */
    record Policy(
            Program program,
            OutcomeModel outcomes,
            TradesPerDay tradesPerDay,
            TradingPlan tradingPlan,
            TradingCalendar calendar,
            Start start,
            StakeMenu menu,
            AfterLoss afterLoss,
            Goal goal,
            int mostStates) {

        static Policy of(PolicySearch search) {
            return new Policy(
                    search.program(),
                    search.outcomes(),
                    search.tradesPerDay(),
                    search.tradingPlan(),
                    search.calendar(),
                    search.start(),
                    search.menu(),
                    search.afterLoss(),
                    search.goal(),
                    search.mostStates());
        }

        PolicySearch search() {
            return PolicySearch.of(program, outcomes, tradesPerDay)
                    .tradingPlan(tradingPlan)
                    .calendar(calendar)
                    .start(start)
                    .menu(menu)
                    .afterLoss(afterLoss)
                    .maximise(goal)
                    .mostStates(mostStates);
        }
    }

    /**
     * The question that a journey answers.
     *
     * @param trading the program, the way of trading, and how many accounts make a journey side by side
     * @param funded the terms of the funded account; absent for those of the program
     * @param fee what attempts cost; absent for that of the program
     * @param attempts the most attempts, at least 1
     * @param resets how many resets in a row the trader buys before a new attempt, where the firm sells them
     * @param payouts how much of a reward the trader takes, and how often
     * @param horizon the most trading days of the funded account, from 1 to 100,000
     * @param rate how much of the account's currency one unit of the fee's is; 1 if both are the same
     * @param fundedStart a funded account that runs already, with which the journey starts
     */
    record Buying(
            SimulationSpec trading,
            Optional<FundedTerms> funded,
            Optional<Fee> fee,
            int attempts,
            int resets,
            PayoutPlan payouts,
            int horizon,
            BigDecimal rate,
            Optional<RunningStart> fundedStart) {

        static Buying of(JourneySpec spec) {
            Program program = spec.trading().program();
            return new Buying(
                    spec.trading(),
                    Optional.of(spec.funded()).filter(terms -> !program.funded().equals(Optional.of(terms))),
                    Optional.of(spec.fee()).filter(fee -> !program.fee().equals(Optional.of(fee))),
                    spec.attempts(),
                    spec.resets(),
                    spec.payouts(),
                    spec.horizon(),
                    spec.rate(),
                    spec.fundedStart());
        }

        JourneySpec spec() {
            Program program = trading.program();
            return new JourneySpec(
                    trading,
                    funded.or(program::funded)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "funded must be stated, because the program states none")),
                    fee.or(program::fee)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "fee must be stated, because the program states none")),
                    attempts,
                    resets,
                    payouts,
                    horizon,
                    rate,
                    fundedStart);
        }
    }

    /**
     * A policy that was searched before.
     *
     * @param table the bytes of its file, in Base64
     */
    record Table(String table) {

        static Table of(OptimalStake stake) {
            return new Table(Base64.getEncoder().encodeToString(stake.toBytes()));
        }

        OptimalStake stake() {
            return OptimalStake.ofBytes(Base64.getDecoder().decode(table));
        }
    }

    /** Challenges side by side, and how they are run. */
    record Challenges(List<SimulationSpec> challenges, Dependence dependence, long trials, long seed) {

        static Challenges of(Portfolio portfolio) {
            return new Challenges(portfolio.challenges(), portfolio.dependence(), portfolio.trials(), portfolio.seed());
        }

        Portfolio portfolio() {
            Portfolio.Builder builder =
                    Portfolio.builder().dependence(dependence).trials(trials).seed(seed);
            challenges.forEach(builder::challenge);
            return builder.build();
        }
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
