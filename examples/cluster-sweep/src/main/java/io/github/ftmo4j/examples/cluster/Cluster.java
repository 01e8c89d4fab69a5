package io.github.ftmo4j.examples.cluster;

import io.github.ftmo4j.sim.odds.SampledOdds;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Where a sweep runs. The odds are equal on all of them, to the last digit. */
final class Cluster {

    private Cluster() {}

    /** On threads of this machine. */
    static List<SampledOdds> onThreads(RiskSweep sweep, int tasks, int threads) throws InterruptedException {
        List<RiskSweep.Part> parts = sweep.parts(tasks);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<byte[]>> calls = parts.stream()
                    .map(part -> (Callable<byte[]>) () -> sweep.run(part))
                    .toList();
            return sweep.merge(
                    parts, pool.invokeAll(calls).stream().map(Cluster::result).toList());
        } finally {
            pool.shutdownNow();
        }
    }

    private static byte[] result(Future<byte[]> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the part has ended", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** On a Spark cluster. A part whose machine stops is run again on another one. */
    static List<SampledOdds> onSpark(RiskSweep sweep, int tasks, JavaSparkContext spark) {
        List<RiskSweep.Part> parts = sweep.parts(tasks);
        return sweep.merge(
                parts, spark.parallelize(parts, parts.size()).map(sweep::run).collect());
    }

    /**
     * What a cluster needs to be given.
     *
     * @param master {@code local[2]} or {@code spark://host:port}
     */
    static SparkConf configuration(String master) {
        SparkConf configuration =
                new SparkConf().setAppName("cluster-sweep").setMaster(master).set("spark.ui.enabled", "false");
        if (master.startsWith("local")) {
            configuration.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1");
        }
        return configuration;
    }
}
