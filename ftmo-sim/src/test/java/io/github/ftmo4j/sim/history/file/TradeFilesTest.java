package io.github.ftmo4j.sim.history.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.Remedy;
import io.github.ftmo4j.sim.history.TradeHistory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeFilesTest {

    private static final TradeFiles READER = TradeFiles.reader().zone(ZoneOffset.UTC);

    private static TradeHistory read(TradeFiles reader, String... lines) throws IOException {
        return reader.read(new StringReader(String.join("\n", lines) + "\n"), "trades.csv");
    }

    private static TradeHistory read(String... lines) throws IOException {
        return read(READER, lines);
    }

    private static List<ImportIssue> problems(TradeFiles reader, String... lines) {
        return catchThrowableOfType(InvalidTradesException.class, () -> read(reader, lines))
                .problems();
    }

    private static List<ImportIssue> problems(String... lines) {
        return problems(READER, lines);
    }

    private static Instant time(String cell) throws IOException {
        return time(READER, cell);
    }

    private static Instant time(TradeFiles reader, String cell) throws IOException {
        return read(reader, "time;r", cell + ";1").trades().get(0).at();
    }

    @Nested
    class Columns {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "time",
                    "date",
                    "datetime",
                    "Date and time",
                    "Date/Time",
                    "open_time",
                    "Opened",
                    "opened-at",
                    "ENTRY TIME",
                    "close time",
                    "closed",
                    "Exit_Time"
                })
        void recognisesTheTime(String name) throws IOException {
            assertThat(read(name + ",R", "2025-04-01,2").trades())
                    .containsExactly(new ClosedTrade(Instant.parse("2025-04-01T00:00:00Z"), 2));
        }

        @ParameterizedTest
        @ValueSource(strings = {"r", "R", "R-Multiple", "r_multiple", "R mult"})
        void recognisesTheRMultiple(String name) throws IOException {
            assertThat(read("time," + name, "2025-04-01,-0.5").rMultiples()).containsExactly(-0.5);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "profit",
                    "PnL",
                    "P&L",
                    "P/L",
                    "Net Profit",
                    "Net P&L",
                    "net pnl",
                    "Net P&L USD",
                    "Profit EUR",
                    "Profit (USD)",
                    "pnl_gbp",
                    "P&L USDT"
                })
        void recognisesProfit(String name) throws IOException {
            assertThat(read(READER.riskPerTrade(200), "time," + name, "2025-04-01,-500")
                            .rMultiples())
                    .containsExactly(-2.5);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"risk", "Risk Amount", "money at risk", "initial_risk", "Risk USD", "Risk amount (USD)"})
        void recognisesRisk(String name) throws IOException {
            assertThat(read("time,profit usd," + name, "2025-04-01,-500,200").rMultiples())
                    .containsExactly(-2.5);
        }

        @ParameterizedTest
        @ValueSource(strings = {"profit %", "profit pct", "profit factor", "cumulative P&L USD"})
        void takesNothingElseForProfit(String name) {
            assertThat(problems(READER.riskPerTrade(1), "time," + name, "2025-04-01,1"))
                    .singleElement()
                    .hasToString("line 1: has no column for the result, neither R nor Profit; the columns are time, "
                            + name);
        }

        @Test
        void prefersOpenedToPlainToClosed() throws IOException {
            Instant first = Instant.parse("2025-04-01T00:00:00Z");
            assertThat(read("closed,time,opened,r", "2025-04-03,2025-04-02,2025-04-01,1")
                            .trades()
                            .get(0)
                            .at())
                    .isEqualTo(first);
            assertThat(read("closed,time,r", "2025-04-03,2025-04-01,1")
                            .trades()
                            .get(0)
                            .at())
                    .isEqualTo(first);
        }

        @Test
        void refusesToChoose() {
            assertThat(problems("Profit,Time,PnL", "1,2025-04-01,1"))
                    .singleElement()
                    .hasToString(
                            "line 1: has more than one column that may be the profit: Profit, PnL; state which one,"
                                    + " or rename the others");
        }

        @Test
        void joinsADateAndATime() throws IOException {
            assertThat(read("Date,Time,R", "2025-04-01,10:00,1").trades().get(0).at())
                    .isEqualTo("2025-04-01T10:00:00Z");
        }

        @Test
        void doesNotMindAmbiguityThatDoesNotMatter() throws IOException {
            assertThat(read("time,profit,pnl,risk,risk,r", "2025-04-01,1,2,3,4,5")
                            .rMultiples())
                    .containsExactly(5);
        }

        @Test
        void takesTheOnesItIsTold() throws IOException {
            TradeFiles reader =
                    READER.timeColumn("When it was").profitColumn("Result").riskColumn("stake");
            assertThat(read(reader, "time,when_it_was,result,Stake,profit,risk", "x,2025-04-01,3,2,x,x")
                            .trades())
                    .containsExactly(new ClosedTrade(Instant.parse("2025-04-01T00:00:00Z"), 1.5));
            assertThat(read(READER.rColumn("multiple"), "time,r,multiple", "2025-04-01,x,7")
                            .rMultiples())
                    .containsExactly(7);
        }

        @Test
        void prefersAStatedProfitToARecognisedR() throws IOException {
            assertThat(read(READER.profitColumn("profit").riskPerTrade(2), "time,r,profit", "2025-04-01,x,7")
                            .rMultiples())
                    .containsExactly(3.5);
        }

        @Test
        void saysWhichStatedColumnsAreNotThere() {
            assertThat(problems(READER.timeColumn("when").riskColumn("stake"), "time,profit", "2025-04-01,1"))
                    .extracting(ImportIssue::toString)
                    .containsExactly(
                            "line 1: has no column when for the time; the columns are time, profit",
                            "line 1: has no column stake for the risk; the columns are time, profit");
        }

        @Test
        void saysWhatIsMissingAndWhatThereIs() {
            assertThat(problems("", "a;b", "1;2"))
                    .extracting(ImportIssue::toString)
                    .containsExactly(
                            "line 2: has no column for the time, such as Time or Open time; the columns are a, b",
                            "line 2: has no column for the result, neither R nor Profit; the columns are a, b");
        }

        @Test
        void saysWhichColumnsToState() {
            assertThat(problems("a,b", "1,2"))
                    .extracting(ImportIssue::remedies)
                    .containsExactly(List.of(Remedy.TIME_COLUMN), List.of(Remedy.PROFIT_COLUMN, Remedy.R_COLUMN));
            assertThat(problems(READER.rColumn("result"), "time,r", "2025-04-01,1"))
                    .extracting(ImportIssue::remedies)
                    .containsExactly(List.of(Remedy.R_COLUMN));
            assertThat(problems("time,profit,risk,money at risk", "2025-04-01,1,1,1"))
                    .extracting(ImportIssue::remedies)
                    .containsExactly(List.of(Remedy.RISK_COLUMN));
        }

        @Test
        void refusesRiskInAnotherCurrency() {
            assertThat(problems("time,profit usd,risk eur", "2025-04-01,1,1"))
                    .singleElement()
                    .hasToString("line 1: states profit and risk in different currencies: profit usd, risk eur");
        }
    }

    @Nested
    class Results {

        @Test
        void preferTheRMultiple() throws IOException {
            assertThat(read(READER.riskPerTrade(10), "time,profit,risk,r", "2025-04-01,500,250,3")
                            .rMultiples())
                    .containsExactly(3);
        }

        @Test
        void preferTheRiskOfTheFile() throws IOException {
            assertThat(read(READER.riskPerTrade(10), "time,profit,risk", "2025-04-01,500,250")
                            .rMultiples())
                    .containsExactly(2);
        }

        @Test
        void areNeverGuessed() {
            assertThat(problems("time,profit", "2025-04-01,500"))
                    .singleElement()
                    .hasToString("a table of trades: states the profit (1 trade, 500.00) but not what was risked, and"
                            + " R-multiples cannot be guessed from profit alone; state a constant risk per trade in the"
                            + " currency of the profit, or add a column Risk with the money risked on each trade");
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
        void needAConstantRiskAboveZero(double risk) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> READER.riskPerTrade(risk))
                    .withMessage("riskPerTrade must be above zero and finite, was " + risk);
        }

        @Test
        void needARiskAboveZero() {
            assertThat(problems("time,profit,risk", "2025-04-01,1,0", "2025-04-01,1,1", "2025-04-01,1,-2"))
                    .containsExactly(
                            new ImportIssue(2, "risk", "is 0.0, not above zero"),
                            new ImportIssue(4, "risk", "is -2.0, not above zero"));
        }

        @Test
        void mustBeFinite() {
            assertThat(problems("time,profit,risk", "2025-04-01,1e300,1e-300"))
                    .containsExactly(new ImportIssue(2, "", "has a profit too large for a risk of 1.0E-300"));
        }

        @Test
        void areNotTakenFromElsewhereIfACellIsEmpty() {
            assertThat(problems("time,profit,risk,r", "2025-04-01,500,250,"))
                    .containsExactly(new ImportIssue(2, "r", "is empty"));
        }
    }

    @Nested
    class Times {

        @ParameterizedTest
        @CsvSource({
            "2025-04-01T03:45:10Z, 2025-04-01T03:45:10Z",
            "2025-04-01t03:45z, 2025-04-01T03:45:00Z",
            "2025-04-01T03:45:10.5Z, 2025-04-01T03:45:10.500Z",
            "2025-04-01T03:45:00+02:00, 2025-04-01T01:45:00Z",
            "2025-04-01T03:45:00+0200, 2025-04-01T01:45:00Z",
            "2025-04-01 03:45:00+02, 2025-04-01T01:45:00Z",
            "2025-04-01 03:45:00 +02:00, 2025-04-01T01:45:00Z",
            "2025-04-01 03:45-04:00, 2025-04-01T07:45:00Z",
            "2025-04-01T03:45:00+02:00[Europe/Prague], 2025-04-01T01:45:00Z",
            "2025-04-01T03:45:00[Europe/Prague], 2025-04-01T01:45:00Z",
            "2025-10-26T02:30:00+01:00[Europe/Prague], 2025-10-26T01:30:00Z",
            "2025-04-01T03:45, 2025-04-01T07:45:00Z",
            "2025-04-01 03:45:10, 2025-04-01T07:45:10Z",
            "2025-04-01 03:45, 2025-04-01T07:45:00Z",
            "2025.04.01 03:45, 2025-04-01T07:45:00Z",
            "2025.04.01 03:45:10, 2025-04-01T07:45:10Z",
            "01.04.2025 03:45, 2025-04-01T07:45:00Z",
            "01.04.2025 03:45:10, 2025-04-01T07:45:10Z",
            "2025-04-01, 2025-04-01T04:00:00Z",
            "2025.04.01, 2025-04-01T04:00:00Z",
            "01.04.2025, 2025-04-01T04:00:00Z",
        })
        void areReadInTheZoneUnlessTheyStateOne(String cell, Instant expected) throws IOException {
            assertThat(time(READER.zone(ZoneId.of("America/New_York")), cell)).isEqualTo(expected);
        }

        @Test
        void areUtcByDefault() throws IOException {
            assertThat(time("2025-04-01 03:45")).isEqualTo("2025-04-01T03:45:00Z");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2025-02-30",
                    "2025-04-01 24:00",
                    "2025-04-01 03:60",
                    "2025-4-1",
                    "03:45",
                    "1743479100",
                    "2025-04-0103:45",
                    "2025-04-01 03:45+02:0",
                    "yesterday",
                    "2025-04-01T",
                    "2025-04-01+02:00",
                    "2025-04-01 03:45+25:00"
                })
        void areRefusedInOtherShapes(String cell) {
            assertThat(problems("time,r", cell + ",1"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString())
                            .startsWith("line 2, column time: " + cell + " is not a time such as 2025-04-01 03:45"));
        }

        @Test
        void areRefusedIfAbsurd() {
            assertThat(problems("time,r", "0025-04-01,1"))
                    .containsExactly(new ImportIssue(2, "time", "0025-04-01 is not in the years from 1900 to 2100"));
        }

        @Test
        void areRefusedIfClocksNeverShowedThem() {
            assertThat(problems(READER.zone(ZoneId.of("Europe/Prague")), "time,r", "2025-03-30 02:30,1"))
                    .containsExactly(new ImportIssue(
                            2,
                            "time",
                            "2025-03-30 02:30 does not exist in Europe/Prague, where clocks were set forward over it"));
        }

        @Test
        void areTheEarlierInstantIfClocksShowedThemTwice() throws IOException {
            assertThat(time(READER.zone(ZoneId.of("Europe/Prague")), "2025-10-26 02:30"))
                    .isEqualTo("2025-10-26T00:30:00Z");
        }
    }

    @Nested
    class Numbers {

        private double[] numbers(String separator, String... cells) throws IOException {
            StringBuilder text = new StringBuilder("time" + separator + "r\n");
            for (String cell : cells) {
                text.append("2025-04-01")
                        .append(separator)
                        .append('"')
                        .append(cell)
                        .append("\"\n");
            }
            return read(text.toString()).rMultiples();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "-525|-525",
                    "−525|-525",
                    "+525|525",
                    "(525)|-525",
                    "(1,234.50)|-1234.5",
                    "1,234.50|1234.5",
                    "-1,234,567|-1234567",
                    "1 234.50|1234.5",
                    "1\u00a0234.50|1234.5",
                    ".5|0.5",
                    "0.125|0.125",
                    "1.0E-4|0.0001",
                    "2e3|2000",
                    "1234.5|1234.5",
                    "1.234|1.234"
                })
        void haveAPointInFilesSeparatedByCommas(String cell, double expected) throws IOException {
            assertThat(numbers(",", cell)).containsExactly(expected);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "-525|-525",
                    "1,5|1.5",
                    "0,350|0.35",
                    "1.234,50|1234.5",
                    "1 234,5|1234.5",
                    "1,2345|1.2345",
                    "(12,5)|-12.5",
                    "1.5|1.5",
                    "1,234.50|1234.5",
                    "1.234.567|1234567",
                    "1,234,567|1234567",
                    "1.234|1.234",
                    "1.250E-4|0.000125",
                    "12,5E1|125"
                })
        void mayHaveAComma(String cell, double expected) throws IOException {
            assertThat(numbers(";", cell)).containsExactly(expected);
            assertThat(numbers("\t", cell)).containsExactly(expected);
        }

        @Test
        void areToldApartByTheOthers() throws IOException {
            assertThat(numbers(";", "1.234", "1,234", "0,5")).containsExactly(1234, 1.234, 0.5);
            assertThat(numbers(";", "1.234", "1,234", "0.5")).containsExactly(1.234, 1234, 0.5);
            assertThat(numbers(";", "5", "1 234", "0,5", "0.5")).containsExactly(5, 1234, 0.5, 0.5);
        }

        @Test
        void areRefusedIfAmbiguous() {
            String message = " is ambiguous: the file does not show which of comma and point is its decimal mark";
            assertThat(problems("time;r", "2025-04-01;1,234"))
                    .containsExactly(new ImportIssue(2, "r", "1,234" + message));
            assertThat(problems("time;r", "2025-04-01;1.234", "2025-04-01;0.5", "2025-04-01;0,5"))
                    .containsExactly(new ImportIssue(2, "r", "1.234" + message));
        }

        @Test
        void haveNoCommaInFilesSeparatedByCommas() {
            assertThat(problems("time,r", "2025-04-01,\"1,5\""))
                    .containsExactly(new ImportIssue(
                            2,
                            "r",
                            "1,5 has a decimal comma, which is understood only where columns are separated by ; or"
                                    + " tab"));
            assertThat(problems("time,r", "2025-04-01,1,5"))
                    .containsExactly(new ImportIssue(
                            2, "", "has 3 cells where the header has 2; a value that has a comma must be quoted"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "∞",
                    "1d",
                    "0x1p3",
                    "--5",
                    "(-5)",
                    "()",
                    "-",
                    "5.",
                    "1,2,3",
                    "12,34.5",
                    "1.2.3",
                    "1 23",
                    "five",
                    "٣"
                })
        void areRefusedInOtherShapes(String cell) {
            assertThat(problems("time,r", "2025-04-01,\"" + cell + "\""))
                    .containsExactly(new ImportIssue(2, "r", cell + " is not a number"));
        }

        @Test
        void areRefusedIfTooLarge() {
            assertThat(problems("time,r", "2025-04-01,1e999"))
                    .containsExactly(new ImportIssue(2, "r", "1e999 is too large"));
        }
    }

    @Nested
    class TextFiles {

        @TempDir
        Path folder;

        private Path file(String text, Charset charset) throws IOException {
            return Files.write(folder.resolve("trades.csv"), text.getBytes(charset));
        }

        @Test
        void mayHaveAByteOrderMark() throws IOException {
            String text = "\uFEFF\"time\",\"r\"\r\n2025-04-01,2\r\n";
            for (Charset charset :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                assertThat(READER.read(file(text, charset)).rMultiples()).containsExactly(2);
            }
            assertThat(read(text).rMultiples()).containsExactly(2);
        }

        @Test
        void areNamedInMessages() throws IOException {
            Path file = file("", StandardCharsets.UTF_8);
            assertThatThrownBy(() -> READER.read(file))
                    .isInstanceOf(InvalidTradesException.class)
                    .hasMessage(file + ": 1 problem\n  line 1: is empty: there is no header and no trade");
        }

        @Test
        void thatAreNotThereAreNoProblemOfTrades() {
            assertThatThrownBy(() -> READER.read(folder.resolve("none.csv"))).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Nested
    class Rows {

        @ParameterizedTest
        @ValueSource(strings = {",", ";", "\t"})
        void areSeparatedAsTheHeaderIs(String separator) throws IOException {
            assertThat(read("time,note,r".replace(",", separator), "2025-04-01,\"a , b ; c\",2".replace(",", separator))
                            .rMultiples())
                    .containsExactly(2);
            String quoted = "\"" + ",;\t".replace(separator, "").repeat(5) + "\"";
            assertThat(read(String.join(separator, quoted, "time", "r"), String.join(separator, "x", "2025-04-01", "2"))
                            .rMultiples())
                    .as("quoted separators do not count")
                    .containsExactly(2);
        }

        @Test
        void mayBeBlank() throws IOException {
            assertThat(read("", "  ", "time,r", "", "2025-04-01,2", ",", "   ", "2025-04-02,3", "", "")
                            .rMultiples())
                    .containsExactly(2, 3);
        }

        @Test
        void mayHaveQuotesLineBreaksAndSpareSeparators() throws IOException {
            assertThat(read("note,time,r", "\"said \"\"go\"\",\nthen\", 2025-04-01 ,\"2\",,")
                            .rMultiples())
                    .containsExactly(2);
        }

        @Test
        void mayBeNarrowerThanAHeaderWithSpareSeparators() throws IOException {
            assertThat(read("time,r,,", "2025-04-01,2").rMultiples()).containsExactly(2);
        }

        @Test
        void areSortedByTime() throws IOException {
            assertThat(read("time,r", "2025-04-02,1", "2025-04-01,2", "2025-04-03,3")
                            .rMultiples())
                    .containsExactly(2, 1, 3);
        }

        @Test
        void ofOneInstantAreReversedIfTheNewestComesFirst() throws IOException {
            assertThat(read("time,r", "2025-04-01,1", "2025-04-01,2", "2025-04-02,3")
                            .rMultiples())
                    .containsExactly(1, 2, 3);
            assertThat(read("time,r", "2025-04-02,3", "2025-04-01,2", "2025-04-01,1")
                            .rMultiples())
                    .containsExactly(1, 2, 3);
        }

        @Test
        void areMissing() {
            assertThat(problems("time,r", "", ","))
                    .containsExactly(new ImportIssue(1, "", "is followed by no trades; the columns are time, r"));
            assertThat(problems("", " ", ""))
                    .containsExactly(new ImportIssue(1, "", "is empty: there is no header and no trade"));
        }

        @Test
        void areReportedAllAtOnceWithTheirLines() {
            List<ImportIssue> problems = problems(
                    "note,time,r",
                    "a,2025-04-01,1",
                    "",
                    "\"two",
                    "lines\",2025-04-01,x",
                    "b,tomorrow,y",
                    "c,2025-04-01",
                    "d,2025-04-01,2",
                    ",,3");
            assertThat(problems)
                    .extracting(problem -> problem.line() + " " + problem.column())
                    .containsExactly("4 r", "6 time", "6 r", "7 ", "9 time");
            assertThat(problems)
                    .contains(
                            new ImportIssue(4, "r", "x is not a number"),
                            new ImportIssue(7, "", "has 2 cells where the header has 3"));
            assertThat(problems.get(4).message()).startsWith("(empty) is not a time");
        }

        @Test
        void afterAQuoteOutOfPlaceAreNotRead() {
            assertThat(problems("note,time,r", "a,2025-04-01,x", "\"b", "b\",2025-04-01,1", "", "\"c\"c,2025-04-01,1"))
                    .extracting(ImportIssue::toString)
                    .containsExactly(
                            "line 2, column r: x is not a number",
                            "line 6: has a quote out of place, so that nothing from here on was read: Unexpected"
                                    + " character after closing quote: 'c' (0x63)");
            assertThat(problems("time,r,note", "2025-04-01,1,a", "2025-04-01,1,\"b", "2025-04-01,1,c"))
                    .containsExactly(new ImportIssue(
                            3,
                            "",
                            "has a quote out of place, so that nothing from here on was read: Unclosed quoted field at"
                                    + " end of input"));
        }

        @Test
        void areShownTenAtATimeInTheMessage() {
            String[] lines = IntStream.rangeClosed(0, 12)
                    .mapToObj(i -> i == 0 ? "time,r" : "2025-04-01,x" + i)
                    .toArray(String[]::new);

            InvalidTradesException refusal = catchThrowableOfType(InvalidTradesException.class, () -> read(lines));

            assertThat(refusal.source()).isEqualTo("trades.csv");
            assertThat(refusal.problems()).hasSize(12);
            assertThat(refusal.getMessage().lines())
                    .hasSize(12)
                    .startsWith("trades.csv: 12 problems", "  line 2, column r: x1 is not a number")
                    .endsWith("  line 11, column r: x10 is not a number", "  and 2 more");
        }
    }

    @Nested
    class TradingView {

        private static final String HEADER = "Trade #,Type,Date and time,Signal,Net P&L USD,Net P&L %";

        private final TradeFiles reader = READER.riskPerTrade(500);

        @Test
        void hasTwoRowsATrade() throws IOException {
            TradeHistory history = read(
                    reader,
                    HEADER,
                    "1,Exit long,2025-04-01 03:45,x,-525,-0.09",
                    "1,Entry long,2025-04-01 03:30,x,-525,-0.09",
                    "2,Entry short,2025-04-02 03:15,x,250,0.06",
                    "2,Exit short,2025-04-02 03:30,x,,");

            assertThat(history.trades())
                    .containsExactly(
                            new ClosedTrade(Instant.parse("2025-04-01T03:30:00Z"), -1.05)
                                    .closedAt(Instant.parse("2025-04-01T03:45:00Z")),
                            new ClosedTrade(Instant.parse("2025-04-02T03:15:00Z"), 0.5)
                                    .closedAt(Instant.parse("2025-04-02T03:30:00Z")));
            assertThat(history.notes()).isEmpty();
        }

        @Test
        void mayHaveARiskOfItsOwn() throws IOException {
            assertThat(read(
                                    "Trade number,Type,Date/Time,Profit USD,Risk",
                                    "1,Entry Long,2025-04-01,300,",
                                    "1,Exit Long,2025-04-01,300,200")
                            .rMultiples())
                    .containsExactly(1.5);
        }

        @Test
        void leavesOutOpenTrades() throws IOException {
            TradeHistory history = read(
                    reader,
                    HEADER,
                    "1,Exit long,2025-04-01 03:45,x,500,1",
                    "1,Entry long,2025-04-01 03:30,x,500,1",
                    "2,Entry long,2025-04-03 03:30,x,-3,0",
                    "3,Entry long,2025-04-03 03:30,x,-3,0",
                    "2,Exit long,,Open,-3,0");

            assertThat(history.rMultiples()).containsExactly(1);
            assertThat(history.notes())
                    .containsExactly(
                            new ImportIssue(5, "", "trade 3 has no exit and was left out"),
                            new ImportIssue(6, "", "trade 2 is still open and was left out"));
            assertThat(problems(reader, HEADER, "1,Entry long,2025-04-01 03:30,x,500,1"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message())
                            .startsWith("is followed by no closed trades (line 2: trade 1 has no exit"));
        }

        @Test
        void refusesPairsThatDiffer() {
            assertThat(problems(
                            reader,
                            HEADER,
                            "1,Exit long,2025-04-01 03:45,x,500,1",
                            "1,Entry long,2025-04-01 03:30,x,-500,1"))
                    .containsExactly(new ImportIssue(
                            3, "Net P&L USD", "-500 differs from 500 on line 2, which is the same trade"));
        }

        @Test
        void saysEverythingThatIsWrongOnce() {
            assertThat(problems(
                            reader,
                            HEADER,
                            "1,Exit long,2025-04-01 03:45,x,500,1",
                            "2,Entry long,2025-04-01 03:30,x,500,1",
                            "2,Exit long,2025-04-01 03:45,x,500,1",
                            "2,Exit long,2025-04-01 03:45,y,500,1",
                            "3,Buy,2025-04-01 03:30,x,500,1",
                            "3,Exit long,2025-04-01 03:30,x,500,1",
                            ",Exit long,2025-04-01 03:30,x,500,1",
                            "4,Entry long,2025-04-01 03:30",
                            "4,Exit long,2025-04-01 03:30,x,500,1"))
                    .containsExactly(
                            new ImportIssue(2, "", "is the exit of trade 1, which has no entry"),
                            new ImportIssue(5, "Type", "is a second exit of trade 2, after line 4"),
                            new ImportIssue(6, "Type", "Buy begins with neither Entry nor Exit"),
                            new ImportIssue(8, "Trade #", "is empty"),
                            new ImportIssue(9, "", "has 3 cells where the header has 6"));
        }

        @Test
        void isNotWhatHasNoEntriesAndExits() throws IOException {
            assertThat(read("Trade #,Type,Date,R", "1,long,2025-04-01,2", "2,short,2025-04-02,3")
                            .rMultiples())
                    .containsExactly(2, 3);
        }
    }
}
