package io.github.ftmo4j.examples.benchmarks;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
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

/** What one event costs an account of the FTMO 2-Step. None of them may allocate: {@code -prof gc} shows it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class AccountBenchmark {

    private static final long BALANCE = Money.usd(100_000).minorUnits();

    private final AccountMachine machine =
            new AccountMachine(Programs.ftmoTwoStep(Money.usd(100_000)).phase(Phase.CHALLENGE), 0);

    private long events;

    /** An account with an open position. */
    public AccountBenchmark() {
        machine.opened();
    }

    /**
     * The position is valued between floor and high-water mark.
     *
     * @return ongoing
     */
    @Benchmark
    public Verdict marked() {
        machine.marked(BALANCE - (++events & 0xFFFF));
        return machine.verdict();
    }

    /**
     * Another position is opened and closed; winners and losers of one dollar take turns.
     *
     * @return ongoing
     */
    @Benchmark
    public Verdict openedAndClosed() {
        machine.opened();
        machine.closed((++events & 1) == 0 ? 100 : -100);
        return machine.verdict();
    }

    /**
     * Midnight passes.
     *
     * @return ongoing
     */
    @Benchmark
    public Verdict rolled() {
        machine.rollTo(++events);
        return machine.verdict();
    }
}
