package io.github.ftmo4j.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.journal.Durability;
import io.github.ftmo4j.core.journal.KilledProcess;
import io.github.ftmo4j.core.journal.KilledProcess.From;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes killed at random moments while they open a monitor, take events or compact the journal: no acknowledged
 * event is missing but marks that changed nothing else, and the account is where the others have brought it.
 */
@Tag("thorough")
class AccountMonitorKillTest {

    private static final int ACCOUNTS = 5;
    private static final int KILLS_OF_EACH = 20;

    @TempDir
    private Path directory;

    @Test
    void noAcknowledgedEventIsLostInTwoHundredKills() {
        CompletableFuture<Void> forced = CompletableFuture.runAsync(() -> survive("forced", Duration.ZERO));
        CompletableFuture<Void> lazy = CompletableFuture.runAsync(() -> survive("lazy", Duration.ofDays(9)));
        forced.join();
        lazy.join();
    }

    private void survive(String name, Duration interval) {
        for (int i = 0; i < ACCOUNTS; i++) {
            assertThat(events(name + i + ".jsonl", interval)).isGreaterThan(KILLS_OF_EACH);
        }
    }

    /** One account through many processes; returns how many events it took. */
    private long events(String name, Duration interval) {
        Path path = directory.resolve(name);
        Random random = new Random();
        long count = 0;
        NumberedLife life = new NumberedLife();
        try (AccountMonitor unbroken = life.monitor().open()) {
            for (int kill = 0; kill < KILLS_OF_EACH; kill++) {
                boolean opening = kill % 8 == 0;
                From from = opening ? From.START : From.FIRST_LINE;
                Duration lifetime = Duration.ofNanos(random.nextInt(opening ? 400_000_000 : 10_000_000));
                List<String> said = linesOf(from, lifetime, path, interval);
                long acknowledged = said.isEmpty() ? count : Long.parseLong(said.get(said.size() - 1));

                String when = name + ", kill " + kill + ", " + lifetime + " after " + from;
                NumberedLife again = new NumberedLife();
                try (AccountMonitor recovered = again.open(path, Durability.operatingSystem())) {
                    AccountState state = recovered.state();
                    assertThat(NumberedLife.count(state))
                            .as(when)
                            .isBetween(NumberedLife.lastWritten(acknowledged), acknowledged + 1);
                    for (; count < NumberedLife.count(state); count++) {
                        unbroken.accept(life.event(count + 1));
                    }
                    assertThat(state.equity())
                            .as(when)
                            .isEqualTo(unbroken.state().equity());
                    // after a mark the equity is known again, and nothing but that was lost
                    recovered.accept(again.markAgain(state));
                    unbroken.accept(life.markAgain(state));
                    assertThat(recovered.state()).as(when).isEqualTo(unbroken.state());
                    assertThat(trades(recovered)).as(when).isEqualTo(trades(unbroken));
                }
            }
        }
        return count;
    }

    private static List<ClosedTrade> trades(AccountMonitor monitor) {
        return monitor.ask(view -> view.tradesAfter(0));
    }

    private static List<String> linesOf(From from, Duration life, Path path, Duration interval) {
        try {
            return KilledProcess.linesOf(from, life, MonitorChild.class, path.toString(), interval.toString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
