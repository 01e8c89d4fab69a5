package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.SizingDecision;
import io.github.ftmo4j.mm.Trader;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.VolTarget;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one decision costs: Bayes, CPPI and VolTarget propose, a DrawdownManager limits. Only the explained one may
 * allocate: {@code -prof gc} shows it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class SizingBenchmark implements Moment {

    private static final Bayes BAYES =
            Bayes.of(Prior.uniform(1.5)).kelly(0.25).quantile(0.25).cap(0.01).probe(0.0025);
    private static final Cppi CPPI = new Cppi(0.1, 0.02, Cushion.aboveMaximumLossFloor());
    private static final VolTarget VOL_TARGET =
            VolTarget.ofTrades(0.34, 756, 1.24).halfLife(30).warmUp(10).cap(0.02);
    private static final DrawdownManager BANDS =
            DrawdownManager.band(0.03, 0.005).and(0.06, 0.0025);

    private final AccountMachine account =
            new AccountMachine(Programs.ftmoTwoStep(Money.usd(100_000)).phase(Phase.CHALLENGE), 0);
    private final Trader trader = PositionSizer.builder()
            .propose(BAYES)
            .propose(CPPI)
            .propose(VOL_TARGET)
            .limit(BANDS)
            .build()
            .start();
    private final AccountSizing stack = trader.open();
    private final AccountSizing decaying =
            PositionSizer.of(BAYES.halfLife(50)).start().open();

    private long trades;

    /**
     * A size from the four of them.
     *
     * @return minor units
     */
    @Benchmark
    public long sized() {
        return stack.size(account, this);
    }

    /**
     * A size and why.
     *
     * @return the decision
     */
    @Benchmark
    public SizingDecision explained() {
        return stack.decide(account, this);
    }

    /**
     * A trade of the simulator: sized, opened, closed and learnt from by the four of them. Of five trades two win, and
     * after 256 all is forgotten, as after a trial.
     *
     * @return minor units
     */
    @Benchmark
    public long sizedAndLearnt() {
        if ((trades & 0xFF) == 0) {
            trader.reset();
        }
        return trade(stack);
    }

    /**
     * The same for Bayes alone with a half-life, whose posterior is never twice the same.
     *
     * @return minor units
     */
    @Benchmark
    public long sizedAndLearntByBayes() {
        return trade(decaying);
    }

    private long trade(AccountSizing sizing) {
        long stake = sizing.size(account, this);
        sizing.opened(stake);
        sizing.closed(stake, ++trades % 5 < 2 ? stake + stake / 2 : -stake);
        return stake;
    }

    @Override
    public long day() {
        return 0;
    }

    @Override
    public long epochMilli() {
        return 0;
    }

    @Override
    public int tradeOfDay() {
        return 1;
    }

    @Override
    public int tradeOfPhase() {
        return 1;
    }
}
