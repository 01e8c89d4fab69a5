package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.file.TradeFile.Damage;
import io.github.ftmo4j.sim.history.file.TradeFile.Layout;
import io.github.ftmo4j.sim.history.file.TradeFile.Result;
import io.github.ftmo4j.sim.history.file.TradeFile.Shape;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TradeFilesProperties {

    private static final double CONSTANT_RISK = 250;

    @Provide
    Arbitrary<Shape> shapes() {
        return Arbitraries.forType(Shape.class);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Prague", "America/New_York", "Asia/Kolkata")
                .map(ZoneId::of);
    }

    /** Whole minutes of the years 2020 to 2029, each at most once. */
    @Provide
    Arbitrary<List<Result>> results() {
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10 * 365 * 24 * 60),
                        Arbitraries.integers().between(-50_000_000, 50_000_000),
                        Arbitraries.integers().between(1, 50_000))
                .as((minute, cents, risk) -> new Result(from.plusSeconds(60L * minute), cents, risk))
                .list()
                .uniqueElements(Result::at)
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadBack(
            @ForAll("shapes") Shape shape, @ForAll("results") List<Result> results, @ForAll("zones") ZoneId zone)
            throws IOException {
        // clocks show an hour twice; the reader takes the earlier
        Assume.that(results.stream()
                .allMatch(result -> result.at()
                        .atZone(zone)
                        .withEarlierOffsetAtOverlap()
                        .toInstant()
                        .equals(result.at())));
        List<ClosedTrade> expected = results.stream()
                .map(result -> new ClosedTrade(result.at(), shape.layout().rMultiple(result, CONSTANT_RISK)))
                .toList();

        TradeHistory history = read(TradeFile.write(shape, results, zone, Optional.empty()), zone);

        List<ClosedTrade> withoutDetails = history.trades().stream()
                .map(trade -> new ClosedTrade(trade.at(), trade.rMultiple()))
                .toList();
        assertThat(withoutDetails).isEqualTo(TradeHistory.of(expected).trades());
        // an open trade, or a constant risk that the file overrules
        assertThat(history.notes().stream().filter(note -> note.line() > 0))
                .hasSize(shape.layout() == Layout.PROFIT ? 0 : 1);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void damageIsReportedWithItsLine(
            @ForAll("shapes") Shape shape,
            @ForAll("results") List<Result> results,
            @ForAll @IntRange(max = 1000) int row,
            @ForAll Damage damage) {
        TradeFile file = TradeFile.write(
                shape,
                results,
                ZoneOffset.UTC,
                Optional.of(new TradeFile.DamagedRow(row % rows(shape, results), damage)));
        Assume.that(file.isDamaged());

        InvalidTradesException refusal =
                catchThrowableOfType(InvalidTradesException.class, () -> read(file, ZoneOffset.UTC));

        // more than once if the damage took the only number that showed the decimal mark
        assertThat(refusal.problems()).extracting(ImportIssue::line).containsOnly(file.damagedLine());
    }

    @Property
    void numbersAreReadAsJavaWritesThem(@ForAll @Size(min = 1, max = 5) List<Double> numbers) throws IOException {
        for (String separator : List.of(",", ";", "\t")) {
            StringBuilder text = new StringBuilder("time" + separator + "r\n");
            numbers.forEach(number ->
                    text.append("2025-04-01").append(separator).append(number).append('\n'));

            assertThat(TradeFiles.reader()
                            .read(new StringReader(text.toString()), "text")
                            .rMultiples())
                    .containsExactly(
                            numbers.stream().mapToDouble(number -> number).toArray());
        }
    }

    private static int rows(Shape shape, List<Result> results) {
        return results.size() * (shape.layout() == Layout.TRADING_VIEW ? 2 : 1);
    }

    private static TradeHistory read(TradeFile file, ZoneId zone) throws IOException {
        return TradeFiles.reader().zone(zone).riskPerTrade(CONSTANT_RISK).read(new StringReader(file.text()), "text");
    }
}
