package io.github.ftmo4j.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.odds.Tally;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One sweep in one piece, on threads, on Spark in this JVM, and on a Spark cluster that loses a machine. */
class ClusterTest {

    private static final RiskSweep SWEEP = new RiskSweep(0.48, 1.6, 4, List.of(0.01, 0.015, 0.02), 40_000, 7);

    /** Parts that last long enough for the other worker to be still at work when one is killed. */
    private static final RiskSweep LONG_SWEEP = new RiskSweep(0.48, 1.6, 4, List.of(0.01, 0.015, 0.02), 400_000, 7);

    private static final int TASKS = 24;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(ClusterTest::kill);
    }

    private static List<Tally> inOnePiece(RiskSweep sweep) {
        List<Tally> tallies = new ArrayList<>();
        for (int row = 0; row < sweep.risks().size(); row++) {
            tallies.add(sweep.simulation(row).run().tally());
        }
        return tallies;
    }

    private static List<Tally> tallies(List<SampledOdds> odds) {
        return odds.stream().map(SampledOdds::tally).toList();
    }

    @Test
    void partsHoldEachTrialOnce() {
        for (int tasks : new int[] {1, 2, 7, 24, 1000}) {
            long[] next = new long[SWEEP.risks().size()];
            for (RiskSweep.Part part : SWEEP.parts(tasks)) {
                assertThat(part.first()).isEqualTo(next[part.row()]);
                next[part.row()] += part.count();
            }
            assertThat(next).containsOnly(SWEEP.trials());
        }
    }

    @Test
    void threadsGiveTheSameOdds() throws InterruptedException {
        assertThat(tallies(Cluster.onThreads(SWEEP, TASKS, 2))).isEqualTo(inOnePiece(SWEEP));
    }

    @Test
    void sparkInOneJvmGivesTheSameOdds() {
        try (JavaSparkContext spark = new JavaSparkContext(Cluster.configuration("local[2]"))) {
            assertThat(tallies(Cluster.onSpark(SWEEP, TASKS, spark))).isEqualTo(inOnePiece(SWEEP));
        }
    }

    /** A worker is killed when a quarter of the parts is done; the part that it ran is run again on the other one. */
    @Test
    void aClusterThatLosesAWorkerInTheMiddleGivesTheSameOdds() throws Exception {
        int port = freePort();
        String master = "spark://127.0.0.1:" + port;
        Path home = sparkHome();
        start(home, "master.Master", "--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0");
        await(() -> accepts(port));
        Process first = worker(home, "first", master);
        worker(home, "second", master);
        Course course = new Course(TASKS / 4, () -> kill(first));
        try (JavaSparkContext spark = new JavaSparkContext(Cluster.configuration(master)
                .set("spark.executor.memory", "512m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"))) {
            spark.sc().addSparkListener(course);
            await(() -> course.executors.get() == 2);
            assertThat(LONG_SWEEP.parts(TASKS)).hasSize(TASKS);
            assertThat(tallies(Cluster.onSpark(LONG_SWEEP, TASKS, spark))).isEqualTo(inOnePiece(LONG_SWEEP));
            await(() -> course.done.size() == TASKS);
        }
        assertThat(course.lost).as("parts that the dead worker ran").hasSize(1);
        assertThat(course.doneAtTheLoss.get())
                .as("parts done when the worker was lost")
                .isBetween(TASKS / 4, TASKS - 1);
        assertThat(course.doneAgain).as("parts done at a second attempt").isEqualTo(course.lost);
    }

    /** What Spark says about the parts. */
    private static final class Course extends SparkListener {
        private final AtomicInteger executors = new AtomicInteger();
        private final Set<Integer> done = ConcurrentHashMap.newKeySet();
        private final Set<Integer> lost = ConcurrentHashMap.newKeySet();
        private final Set<Integer> doneAgain = ConcurrentHashMap.newKeySet();
        private final AtomicInteger doneAtTheLoss = new AtomicInteger();
        private final int parts;
        private final Runnable then;

        /** Runs an action as soon as some parts are done. */
        Course(int parts, Runnable then) {
            this.parts = parts;
            this.then = then;
        }

        @Override
        public void onExecutorAdded(SparkListenerExecutorAdded event) {
            executors.incrementAndGet();
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd event) {
            TaskInfo task = event.taskInfo();
            if (event.reason() instanceof ExecutorLostFailure) {
                lost.add(task.index());
                doneAtTheLoss.set(done.size());
            } else if (task.successful()) {
                done.add(task.index());
                if (task.attemptNumber() > 0) {
                    doneAgain.add(task.index());
                }
                if (done.size() == parts) {
                    then.run();
                }
            }
        }
    }

    private Process worker(Path home, String name, String master) throws IOException {
        return start(
                home,
                "worker.Worker",
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--webui-port",
                "0",
                "--work-dir",
                directory.resolve(name).toString(),
                master);
    }

    /** Spark looks for its jars in a folder of its home. */
    private Path sparkHome() throws IOException {
        Path jars = Files.createDirectories(directory.resolve("home").resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar")) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
            }
        }
        return jars.getParent();
    }

    private Process start(Path home, String main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("spark.opens").split(" ", -1)));
        command.addAll(
                List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), "org.apache.spark.deploy." + main));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        directory.resolve(main + processes.size() + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + LONGEST_WAIT).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void theCommandPrintsOneRowPerRisk() {
        StringWriter out = new StringWriter();
        CommandLine command = ClusterSweep.command().setOut(new PrintWriter(out));
        assertThat(command.execute("--trials", "2000", "--threads", "2", "--risks", "0.01,0.02"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(4).first().isEqualTo("risk    P(pass)  95 % interval");
    }

    @Test
    void wrongArgumentsAreNamed() {
        StringWriter err = new StringWriter();
        CommandLine command = ClusterSweep.command().setErr(new PrintWriter(err));
        assertThat(command.execute("--risks", "5")).isEqualTo(2);
        assertThat(err.toString()).contains("was 5");
        assertThat(command.execute("--tasks", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--tasks must be at least 1, was 0");
    }
}
