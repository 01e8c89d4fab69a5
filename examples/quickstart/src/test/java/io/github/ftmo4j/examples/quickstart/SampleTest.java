package io.github.ftmo4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.file.TradeFiles;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The sample is what this seeded generator makes, byte for byte. */
class SampleTest {

    private static final int TRADING_DAYS = 80;
    private static final double TRADES_A_DAY = 3.2;
    private static final double WIN_RATE = 0.44;

    static String generate() {
        RandomStream random = new RandomStream(2026, 0, 0, 0, Purpose.OUTCOME);
        TradesPerDay perDay = TradesPerDay.poisson(TRADES_A_DAY);
        StringBuilder csv = new StringBuilder("opened,r,comment\n");
        LocalDate day = LocalDate.of(2026, 3, 2);
        for (int weekdays = 0; weekdays < TRADING_DAYS; day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
                continue;
            }
            weekdays++;
            int trades = perDay.next(random);
            for (int i = 0; i < trades; i++) {
                int minute = i * 600 / trades + random.nextInt(600 / trades);
                csv.append(String.format(
                        Locale.ROOT,
                        "%sT%02d:%02d:00Z,%.2f,synthetic%n".replace("%n", "\n"),
                        day,
                        7 + minute / 60,
                        minute % 60,
                        result(random)));
            }
        }
        return csv.toString();
    }

    /** Winners of 0.3 R and more, exponential; losers mostly at the stop, some slipped, some cut short. */
    private static double result(RandomStream random) {
        double kind = random.nextDouble();
        double size = random.nextExponential();
        if (kind < WIN_RATE) {
            return 0.3 + 1.15 * size;
        }
        return random.nextDouble() < 0.75 ? -1 - 0.05 * size : -Math.max(0.05, 0.9 - 0.4 * size);
    }

    private static String shipped() throws IOException {
        try (InputStream sample =
                Objects.requireNonNull(Quickstart.class.getResourceAsStream("sample-synthetic.csv"))) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void isWhatTheGeneratorMakes() throws IOException {
        assertThat(shipped()).isEqualTo(generate());
    }

    @Test
    void isLargeEnough() throws IOException {
        TradeHistory history = TradeFiles.reader().read(new StringReader(shipped()), "sample");
        assertThat(history.size()).isGreaterThanOrEqualTo(200);
        assertThat(history.tradingDays(TradingDayClock.prague())).isGreaterThanOrEqualTo(60);
        assertThat(shipped().lines().skip(1)).allMatch(line -> line.endsWith(",synthetic"));
    }
}
