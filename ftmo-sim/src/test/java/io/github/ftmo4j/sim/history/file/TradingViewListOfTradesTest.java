package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real export; it is no part of the sources, so these tests are skipped where it is not at hand. */
class TradingViewListOfTradesTest {

    private static final String NAME = "imports/tradingview-list-of-trades-es.csv";

    private Path file = Path.of(NAME);

    @BeforeEach
    void find() {
        Optional<Path> found = dataFolders()
                .map(folder -> folder.resolve(NAME))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(
                found.isPresent(),
                NAME + " is neither under the folder of the system property ftmo4j.data nor under ../shared/data of"
                        + " the working directory or a folder above it");
        file = found.orElseThrow();
    }

    private static Stream<Path> dataFolders() {
        String stated = System.getProperty("ftmo4j.data");
        return stated != null
                ? Stream.of(Path.of(stated))
                : Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                        .map(folder -> folder.resolve("../shared/data"));
    }

    @Test
    void isRefusedWithoutARisk() {
        InvalidTradesException refusal = catchThrowableOfType(
                InvalidTradesException.class, () -> TradeFiles.reader().read(file));

        assertThat(refusal.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message())
                    .contains(
                            "TradingView list of trades: states the profit (409 trades, 22500.00)",
                            "not what was risked",
                            "constant risk per trade");
        });
    }

    @Test
    void yieldsEachTradeOnce() throws IOException {
        double risk = 500;
        List<String> lines = Files.readAllLines(file);
        String[] last = lines.get(lines.size() - 1).split(",", -1);
        double cumulativeProfit = Double.parseDouble(last[13]);

        TradeHistory history =
                TradeFiles.reader().zone(ZoneOffset.UTC).riskPerTrade(risk).read(file);

        assertThat(history.size()).isEqualTo(409).isEqualTo((lines.size() - 1) / 2);
        assertThat(DoubleStream.of(history.rMultiples()).sum()).isCloseTo(cumulativeProfit / risk, within(1e-9));
        assertThat(history.notes()).isEmpty();
        assertThat(history.source().orElseThrow().total())
                .contains(new TradeSource.StatedTotal("Cumulative P&L USD", new BigDecimal("22500"), true));
        assertThat(history.trades().get(0))
                .isEqualTo(new ClosedTrade(Instant.parse("2025-04-01T03:30:00Z"), -1.05)
                        .closedAt(Instant.parse("2025-04-01T03:45:00Z"))
                        .excursions(-1.1, 0.4));
        assertThat(history.hasExcursions()).isTrue();
        assertThat(history.bootstrap().hasExcursions()).isTrue();
    }
}
