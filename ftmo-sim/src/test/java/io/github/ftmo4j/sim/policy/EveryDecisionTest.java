package io.github.ftmo4j.sim.policy;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.sim.outcome.DiscreteLaw;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The best policy against a plain recursion over every decision and every result, which merges no states. */
class EveryDecisionTest {

    private static final double WIN = 0.55;

    private static Phase.Builder step() {
        return Phase.builder("Step", usd(100_000)).profitTarget(0.04).maximumLoss(0.04);
    }

    private static MaximumLoss trailing(MaximumLoss.Reference reference) {
        return MaximumLoss.trailing(Limit.ofInitial(0.03), reference);
    }

    static Stream<Arguments> searches() {
        Limit two = Limit.ofInitial(0.02);
        List<Phase> phases = List.of(
                step().dailyLoss(0.02).build(),
                step().dailyLoss(DailyLoss.of(two).pausing()).build(),
                step().dailyLoss(DailyLoss.of(two).judged(DailyLoss.Judged.AT_CLOSE))
                        .build(),
                step().minimumTradingDays(3).build(),
                step().tradingDays(TradingDays.profitable(2, Limit.ofInitial(0.01)))
                        .build(),
                step().maximumLoss(trailing(MaximumLoss.Reference.CLOSED_BALANCE))
                        .build(),
                step().maximumLoss(
                                trailing(MaximumLoss.Reference.INTRADAY_EQUITY).lockedAbove(usd(0)))
                        .build(),
                step().maximumLoss(trailing(MaximumLoss.Reference.START_OF_DAY_BALANCE))
                        .build(),
                step().bestDay(BestDay.ofProfitableDays(0.6)).build(),
                step().bestDay(new BestDay(0.6, BestDay.Measure.NET_PROFIT)).build(),
                step().timeLimit(TimeLimit.calendarDays(2)).build(),
                step().inactivity(new Inactivity(Optional.of(2), Optional.empty()))
                        .build());
        return phases.stream()
                .flatMap(phase -> Stream.of(AfterLoss.values())
                        .flatMap(rule -> Stream.of(2, 3).map(stalledAfter -> Arguments.of(phase, rule, stalledAfter))));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void noDecisionIsBetter(Phase phase, AfterLoss rule, int stalledAfter) {
        // two results that are no multiples of each other, so that hardly any states merge, and one without profit
        DiscreteLaw law = DiscreteLaw.of(new double[] {-1, 0, 1.37}, new double[] {0.3, 1 - WIN - 0.3, WIN});
        PolicySearch search = PolicySearch.of(Program.of("Step", phase), DiscreteR.of(law), TradesPerDay.fixed(2))
                .tradingPlan(new TradingPlan(3, stalledAfter))
                .menu(StakeMenu.ofInitialBalance(0, 0.013, 0.021))
                .afterLoss(rule);

        Recursion all = new Recursion(search, law);

        assertThat(search.search().value().value()).isCloseTo(all.value(), within(1e-12));
    }

    private static final class Recursion {
        private final PolicySearch search;
        private final DiscreteLaw law;
        private final CompiledPhase rules;

        Recursion(PolicySearch search, DiscreteLaw law) {
            this.search = search;
            this.law = law;
            rules = CompiledPhase.of(search.program().phases().get(0));
        }

        double value() {
            return value(
                    new AccountMachine(rules, search.start().firstDay(search.calendar())), 1, 0, 0, false, false, -1);
        }

        private AccountMachine copy(AccountMachine account) {
            AccountMachine copy = new AccountMachine(rules, 0);
            copy.become(account);
            return copy;
        }

        private double value(
                AccountMachine account, int day, int trade, int idle, boolean risked, boolean refused, long cap) {
            if (account.verdict().isFinal()) {
                return account.verdict() == Verdict.PASSED ? 1 : 0;
            }
            if (trade == 2) {
                return evening(copy(account), day, idle, risked, refused, cap);
            }
            if (!search.tradingPlan().takesTrade(account)) {
                return value(account, day, trade + 1, idle, risked, refused, cap);
            }
            double best = 0;
            for (double fraction : search.menu().fractions()) {
                long stake = search.menu().stake(fraction, account);
                stake = search.afterLoss() == AfterLoss.CAPPED && cap >= 0 ? Math.min(stake, cap) : stake;
                double value = 0;
                if (stake == 0) {
                    value = value(account, day, trade + 1, idle, risked, true, cap);
                } else {
                    for (int j = 0; j < law.size(); j++) {
                        AccountMachine after = copy(account);
                        long profit = MinorUnits.round(stake * law.value(j));
                        after.opened();
                        after.closed(profit);
                        long next = profit < 0 || (profit == 0 && cap >= 0) ? stake : -1;
                        value += law.probability(j) * value(after, day, trade + 1, idle, true, refused, next);
                    }
                }
                best = Math.max(best, value);
            }
            return best;
        }

        private double evening(AccountMachine account, int day, int idle, boolean risked, boolean refused, long cap) {
            if (search.tradingPlan().takesTokenTrade(account)) {
                account.opened();
                account.closed(0);
            }
            if (account.verdict() == Verdict.PASSED) {
                return 1;
            }
            int idleDays = risked ? 0 : refused ? idle + 1 : idle;
            account.rollTo(search.calendar().dayAfter(account.day()));
            if (account.verdict() == Verdict.FAILED
                    || search.tradingPlan().isStalledAfter(idleDays)
                    || search.tradingPlan().isAbandonedAfter(day)) {
                return 0;
            }
            return value(account, day + 1, 0, idleDays, false, false, cap);
        }
    }
}
