package io.github.ftmo4j.examples.cli;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Files as the documentation names them. */
final class Samples {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    private Samples() {}

    /** The arguments with files that exist in place of those that the documentation names. */
    static String[] inPlace(List<String> arguments, Path folder) throws IOException {
        List<String> replaced = new ArrayList<>();
        for (String argument : arguments) {
            replaced.add(
                    switch (argument) {
                        case "trades.csv" -> trades(folder, 2.5, -1, 1.5).toString();
                        case "account.jsonl" ->
                            journal(folder, 500, -2_900, -2_900).toString();
                        default -> argument;
                    });
        }
        return replaced.toArray(String[]::new);
    }

    /** One trade a day with these results, each in thousands of dollars. */
    static Path trades(Path folder, double... profits) throws IOException {
        List<String> rows = new ArrayList<>(List.of("time,profit"));
        for (int i = 0; i < profits.length; i++) {
            rows.add("2026-03-%02dT12:00:00Z,%.0f".formatted(2 + i, 1000 * profits[i]));
        }
        return Files.write(folder.resolve("trades" + profits.length + ".csv"), rows);
    }

    /** The journal of a monitor of FTMO's Challenge of 100,000 dollars: trades of one morning with these results. */
    static Path journal(Path folder, long... profits) {
        Path file = folder.resolve("account.jsonl");
        AtomicReference<Instant> now = new AtomicReference<>(MORNING);
        try (AccountMonitor monitor = AccountMonitor.builder(
                        Programs.ftmoTwoStep(usd(100_000)).phases().get(0))
                .time(now::get)
                .journal(file)
                .open()) {
            for (int i = 0; i < profits.length; i++) {
                String id = "trade-" + i;
                now.set(MORNING.plusSeconds(120L * i + 60));
                monitor.accept(
                        new AccountEvent.Opened(now.get(), Position.of(id).withProfitAtStop(usd(-3_000))));
                now.set(MORNING.plusSeconds(120L * i + 120));
                monitor.accept(new AccountEvent.Closed(now.get(), id, usd(profits[i])));
            }
        }
        return file;
    }
}
