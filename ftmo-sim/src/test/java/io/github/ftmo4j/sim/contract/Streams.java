package io.github.ftmo4j.sim.contract;

import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The random numbers that are given to what is tested. */
final class Streams {

    private Streams() {}

    static RandomStream outcomes(long seed) {
        return new RandomStream(seed, 0, 0, 0, Purpose.OUTCOME);
    }

    static RandomStream tradesPerDay(long seed) {
        return new RandomStream(seed, 0, 0, 0, Purpose.TRADES_PER_DAY);
    }

    /** Not the stream of the simulator: any other than that of the outcomes. */
    static RandomStream insideTrade(long seed) {
        return new RandomStream(seed, 1, 1, 1, Purpose.OUTCOME);
    }

    static <T> T onAnotherThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, run -> new Thread(run).start())
                .join();
    }
}
