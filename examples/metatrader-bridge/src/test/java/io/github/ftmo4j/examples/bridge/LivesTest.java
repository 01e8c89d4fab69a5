package io.github.ftmo4j.examples.bridge;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random lives of accounts, with a terminal that misbehaves and a guard that is killed at random. In the end the guard
 * has the state of an account that was fed with what truly happened; and no order was allowed that a monitor would
 * refuse which was fed with events, without a fault.
 */
class LivesTest {

    private static final int POLLS = 60;

    @TempDir
    private Path folder;

    private record Terms(Program program, String phase) {}

    private static final List<Terms> TERMS = List.of(
            new Terms(Programs.ftmoTwoStep(usd(100_000)), Phase.CHALLENGE),
            new Terms(Programs.ftmoOneStep(usd(100_000)), Phase.CHALLENGE),
            new Terms(Programs.ftmoSwing(usd(50_000)), Phase.VERIFICATION),
            new Terms(OtherFirms.topstepCombineWithDailyLoss(usd(150_000)), "Trading Combine"));

    @ParameterizedTest
    @EnumSource(Faults.Kind.class)
    void oneKindOfFault(Faults.Kind kind) {
        Count count = new Count();
        for (int seed = 0; seed < 3; seed++) {
            count.add(live(seed, Faults.of(Set.of(kind), 0.4), 0));
        }
        assertThat(count.allowed).isGreaterThan(10);
    }

    @Test
    void aKilledGuard() {
        Count count = new Count();
        for (int seed = 0; seed < 8; seed++) {
            count.add(live(seed, Faults.none(), 0.05));
        }
        assertThat(count.kills).isGreaterThan(20);
        assertThat(count.allowed).isGreaterThan(40);
    }

    @Tag("thorough")
    @Test
    void allFaultsAndAKilledGuard() {
        requireLives(0, 25);
    }

    @Test
    @Tag("thorough")
    void aThousandLives() {
        requireLives(1_000, 1_000);
    }

    private void requireLives(int from, int lives) {
        Count count = new Count();
        for (int seed = from; seed < from + lives; seed++) {
            Faults faults = Faults.of(EnumSet.allOf(Faults.Kind.class), 0.01 + new Random(seed).nextDouble() * 0.1);
            count.add(live(seed, faults, 0.01));
        }
        assertThat(count.kills).isGreaterThan(lives);
        assertThat(count.allowed).isGreaterThan(3 * lives);
        assertThat(count.refused).isGreaterThan(3 * lives);
        assertThat(count.verdicts).containsKeys(Verdict.ONGOING, Verdict.FAILED, Verdict.PASSED);
        assertThat(count.verdicts.get(Verdict.FAILED)).isGreaterThan(lives / 10);
        assertThat(count.events.get("Revised")).isGreaterThan(3 * lives);
    }

    private static final class Count {
        private int kills;
        private int allowed;
        private int refused;
        private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        private final Map<String, Integer> events = new TreeMap<>();

        void add(Rig rig) {
            verdicts.merge(rig.monitor().assessment().verdict(), 1, Integer::sum);
            rig.events().forEach((kind, times) -> events.merge(kind, times, Integer::sum));
            kills += rig.kills();
            allowed += rig.allowed();
            refused += rig.refused();
        }
    }

    private Rig live(int seed, Faults faults, double killed) {
        Terms terms = TERMS.get(seed % TERMS.size());
        // the second half of a life that starts here is on summer time
        Instant start = Instant.parse(seed % 2 == 0 ? "2026-03-02T08:00:00Z" : "2026-03-27T09:00:00Z");
        try (Rig rig = new Rig(terms.program(), terms.phase(), folder, seed, faults, start)) {
            try {
                rig.connect(true);
                rig.live(POLLS, killed);
                rig.settle();
                rig.requireTruth();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            return rig;
        } finally {
            deleteJournals();
        }
    }

    private void deleteJournals() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
