package io.github.ftmo4j.mm.module;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {

    private static final int TRADES = 2_000;
    private static final long ONE_BYTE_A_TRADE = TRADES;

    /** What has nothing to say on an account without a target or a drawdown. */
    private static final Set<Class<?>> ABSTAINING = Set.of(DrawdownManager.class, TargetGlide.class);

    static Stream<RiskModule> modules() {
        Bayes bayes = Bayes.of(Prior.of(6, 4, 1.5)).probe(0.001).learnPayoff().halfLife(50);
        Bayes besideTheTable = Bayes.of(Prior.of(2, 0.3, 1.5)).decay(Decay.lambda(0));
        Cppi cppi = new Cppi(0.1, 0.01, Cushion.underHighWaterMark(0.08));
        return Stream.of(
                bayes,
                besideTheTable,
                VolTarget.ofTrades(0.1, 400, 1.2).warmUp(1),
                VolTarget.ofMarket(0.1, 252, 0.003).warmUp(1).initial(0.01),
                FixedFractional.ofBalance(0.01),
                new ConstantMoney(usd(100)),
                new LinearEdge(0.55, 0.2, 0.01),
                new FixedVolTarget(0.1, 0.1, 0.01, 0.01),
                new Kelly(0.55, 1.5, 0.25, 0.01),
                cppi,
                cppi.freezeBelow(0.01).untilRecovered(0.02),
                cppi.freezeBelow(0.01).forDays(2),
                DrawdownManager.band(0.000_001, 0.005),
                DrawdownManager.band(0.001, 0.005).recovery(0.000_5),
                DailyHeadroom.over(4),
                new TargetGlide(1.5),
                LosingStreakLadder.after(1, 0.005),
                RiskModule.average(cppi, new Kelly(0.55, 1.5, 0.25, 0.01))
                        .atMost(0.01)
                        .times(0.5),
                RiskModule.least(bayes, FixedFractional.ofBalance(0.01)));
    }

    /** The fewest bytes of several rounds, since the virtual machine may allocate for itself in any of them. */
    @ParameterizedTest
    @MethodSource("modules")
    void learningAndAnsweringAllocateNothing(RiskModule module) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TradedAccount account = TradedAccount.unlimited(usd(100_000));
        var view = account.view();
        var moment = account.moment();
        ModuleState state = module.start();
        long least = Long.MAX_VALUE;
        long said = 0;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < TRADES; i++) {
                state.closed(1_000, i % 2 == 0 ? 1_400 : -1_000);
                state.moved(i % 3 == 0 ? 0.01 : -0.004);
                said += state.moneyAtRisk(view, moment) > 0 ? 1 : 0;
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(ONE_BYTE_A_TRADE);
        assertThat(said > 0).isEqualTo(!ABSTAINING.contains(module.getClass()));
    }
}
