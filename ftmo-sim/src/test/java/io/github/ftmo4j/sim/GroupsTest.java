package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions that are open together. */
class GroupsTest {

    private static final int TRADES_A_DAY = 4;

    private static Simulation.Builder simulation() {
        Phase phase = Phase.builder("Open end", usd(1_000_000))
                .profitTarget(Limit.amount(usd(900_000)))
                .maximumLoss(MaximumLoss.fixed(Limit.amount(usd(900_000))))
                .build();
        return Simulation.of(Program.of("Open end", phase))
                .trades(new GaussianReturns(0, 0.01, 0.01))
                .tradesPerDay(TRADES_A_DAY)
                .sizing(PositionSizer.builder()
                        .propose(new ConstantMoney(usd(1_000)))
                        .risingAfterLoss()
                        .build())
                .tradingPlan(TradingPlan.standard().withAbandonAfter(250))
                .trials(40)
                .seed(4);
    }

    /** The profits of all trades of each account, account by account. */
    private static List<List<Double>> profits(Simulation simulation) {
        List<List<Double>> accounts = new ArrayList<>();
        for (int account = 0; account < simulation.spec().attemptsDrawn(); account++) {
            accounts.add(new ArrayList<>());
        }
        for (int trial = 0; trial < simulation.trials(); trial++) {
            simulation.trace(trial, entry -> {
                if (entry.event() == LogEvent.EQUITY) {
                    int account = Integer.parseInt(entry.run().replaceAll(".*-", "")) - 1;
                    Map<?, ?> profit = (Map<?, ?>) entry.fields().plain().get("profit");
                    accounts.get(account).add(Double.valueOf(String.valueOf(profit.get("amount"))));
                }
            });
        }
        return accounts;
    }

    private static double correlation(List<Double> one, List<Double> two) {
        return new PearsonsCorrelation()
                .correlation(
                        one.stream().mapToDouble(each -> each).toArray(),
                        two.stream().mapToDouble(each -> each).toArray());
    }

    private static List<Double> every(List<Double> profits, int from) {
        List<Double> some = new ArrayList<>();
        for (int i = from; i < profits.size(); i += TRADES_A_DAY) {
            some.add(profits.get(i));
        }
        return some;
    }

    /** Each within 5 standard errors; 9 figures: a false alarm below once in 100,000. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9})
    void resultsOfAGroupHaveItsCorrelation(double correlation) {
        List<Double> profits =
                profits(simulation().atOnce(2, correlation).build()).get(0);
        assertThat(profits).hasSize(40 * 250 * TRADES_A_DAY);
        double error = 5 / Math.sqrt(40 * 250);
        assertThat(correlation(every(profits, 0), every(profits, 1))).isCloseTo(correlation, within(error));
        assertThat(correlation(every(profits, 2), every(profits, 3))).isCloseTo(correlation, within(error));
        assertThat(correlation(every(profits, 1), every(profits, 2))).isCloseTo(0, within(error));
    }

    /** What the positions of a group have in common is shared with other accounts as everything else is. */
    @Test
    void groupsOfCorrelatedAccountsAreCorrelatedTradeByTrade() {
        List<List<Double>> accounts = profits(simulation()
                .atOnce(2, 0.5)
                .accounts(2, Dependence.correlated(0.6))
                .build());
        double error = 5 / Math.sqrt(40 * 250 * TRADES_A_DAY);
        assertThat(correlation(accounts.get(0), accounts.get(1))).isCloseTo(0.6, within(2 * error));
        List<List<Double>> alike = profits(simulation()
                .atOnce(2, 0.5)
                .accounts(2, Dependence.commonShocks(1))
                .build());
        assertThat(alike.get(0)).isEqualTo(alike.get(1));
    }

    @Tag("thorough")
    @Test
    void aCorrelationChangesNoTradeAlone() {
        Simulation.Builder bets =
                simulation().trades(BernoulliR.of(0.4, 2)).trials(200).atOnce(4, 0.7);
        List<Double> profits = profits(bets.build()).get(0);
        double wins = profits.stream().filter(profit -> profit > 0).count();
        // trades of a group are correlated, so that 50,000 groups are the sample
        assertThat(wins / profits.size()).isCloseTo(0.4, within(5 * Math.sqrt(0.4 * 0.6 / (profits.size() / 4.0))));
    }
}
