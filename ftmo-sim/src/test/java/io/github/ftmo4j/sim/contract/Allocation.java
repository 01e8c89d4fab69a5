package io.github.ftmo4j.sim.contract;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a call allocates. */
final class Allocation {

    private static final int ROUNDS = 5;
    private static final int CALLS = 10_000;

    private Allocation() {}

    /**
     * Of the best of several rounds, since the virtual machine may allocate for itself in any of them; rounded down.
     */
    static long bytesPerCall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least / CALLS;
    }
}
