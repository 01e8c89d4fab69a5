package io.github.ftmo4j.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.journal.KilledProcess.From;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed at random moments while they open, append or compact: no acknowledged line is missing. */
class JournalKillTest {

    private static final int KILLS_OF_EACH = 100;

    @TempDir
    private Path directory;

    @Test
    void noAcknowledgedLineIsLostInTwoHundredKills() {
        CompletableFuture<Long> forced = CompletableFuture.supplyAsync(() -> survive("forced.jsonl", Duration.ZERO));
        CompletableFuture<Long> lazy = CompletableFuture.supplyAsync(() -> survive("lazy.jsonl", Duration.ofDays(1)));
        assertThat(forced.join()).isGreaterThan(KILLS_OF_EACH);
        assertThat(lazy.join()).isGreaterThan(KILLS_OF_EACH);
    }

    /** One journal through many lives; returns how far its steps were counted. */
    private long survive(String name, Duration interval) {
        Path path = directory.resolve(name);
        Random random = new Random();
        long count = 0;
        for (int kill = 0; kill < KILLS_OF_EACH; kill++) {
            boolean opening = kill % 8 == 0;
            From from = opening ? From.START : From.FIRST_LINE;
            Duration life = Duration.ofNanos(random.nextInt(opening ? 300_000_000 : 10_000_000));
            List<String> said = linesOf(from, life, path, interval);
            long acknowledged = said.isEmpty() ? count : Long.parseLong(said.get(said.size() - 1));

            Counted counted = new Counted();
            Journal.open(path, counted::replay).close();
            assertThat(counted.count())
                    .as("%s, kill %d, %s after %s", name, kill, life, from)
                    .isBetween(acknowledged, acknowledged + 1);
            count = counted.count();
        }
        return count;
    }

    private static List<String> linesOf(From from, Duration life, Path path, Duration interval) {
        try {
            return KilledProcess.linesOf(from, life, JournalChild.class, path.toString(), interval.toString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
