package io.github.ftmo4j.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-01-05T09:30:00Z");

    // checksums computed with a bitwise CRC-32C of another language
    private static final String HEADER = """
            {"seq":0,"type":"journal","version":1,"crc":"0e593b60"}
            """;
    private static final String CLOSED = """
            {"seq":1,"type":"closed","at":"2026-01-05T09:30:00Z","profit":-12345,"won":false,"note":"\\"€\\n\\u0000",\
            "state":{"days":[1,2],"tags":["a"],"parts":[{"n":1},{}]},"crc":"e3d48fdb"}
            """;

    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("account.jsonl");
    }

    private static void closed(JsonWriter fields) {
        fields.text("at", NOW.toString())
                .number("profit", -12345)
                .flag("won", false)
                .text("note", "\"€\n\u0000")
                .object(
                        "state",
                        state -> state.value("days", List.of(1L, 2L))
                                .texts("tags", List.of("a"))
                                .objects("parts", List.of(1, 0), (n, part) -> {
                                    if (n > 0) {
                                        part.number("n", n);
                                    }
                                }));
    }

    private static List<JournalEntry> entries(Path path) {
        List<JournalEntry> entries = new ArrayList<>();
        Journal.open(path, entries::add).close();
        return entries;
    }

    @Test
    void theFileIsWhatTheDocumentationSays() throws IOException {
        try (Journal journal = Journal.open(path(), entry -> {})) {
            assertThat(journal.recovery()).isEqualTo(new Recovery(0, Optional.empty()));
            assertThat(journal.sequence()).isZero();
            assertThat(journal.append(NOW, "closed", JournalTest::closed)).isEqualTo(1);
            assertThat(journal.size()).isEqualTo(Files.size(path()));
        }
        assertThat(Files.readString(path())).isEqualTo(HEADER + CLOSED);
    }

    @Test
    void fieldsAreReadAsWritten() throws IOException {
        Files.writeString(path(), HEADER + CLOSED);
        JournalEntry entry = entries(path()).get(0);
        JsonObject fields = entry.fields();
        assertThat(entry.sequence()).isEqualTo(1);
        assertThat(entry.type()).isEqualTo("closed");
        assertThat(fields.<Instant>text("at", Instant::parse)).isEqualTo(NOW);
        assertThat(fields.number("profit")).isEqualTo(-12345);
        assertThat(fields.<Integer>number("profit", Math::toIntExact)).isEqualTo(-12345);
        assertThat(fields.flag("won")).isFalse();
        assertThat(fields.text("note")).isEqualTo("\"€\n\u0000");
        assertThat(fields.object("state").value("days")).isEqualTo(List.of(1L, 2L));
        assertThat(fields.object("state").texts("tags")).containsExactly("a");
        List<JsonObject> parts = fields.object("state").objects("parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).<Long>optional("n", parts.get(0)::number)).hasValue(1L);
        assertThat(parts.get(1).<Long>optional("n", parts.get(1)::number)).isEmpty();
        assertThat(fields.<String>optional("at", fields::text)).hasValue(NOW.toString());
        assertThat(fields.<String>optional("until", fields::text)).isEmpty();
        assertThat(fields.has("won")).isTrue();
        assertThat(fields.has("seq") || fields.has("type") || fields.has("crc")).isFalse();
    }

    @Test
    void aFieldThatIsNotAsExpectedIsNamed() throws IOException {
        Files.writeString(path(), HEADER + CLOSED);
        JsonObject fields = entries(path()).get(0).fields();
        JsonObject state = fields.object("state");
        JsonObject part = state.objects("parts").get(1);
        String line = path().toRealPath() + ", line 2: field ";
        assertThatThrownBy(() -> fields.text("until")).hasMessage(line + "until is missing");
        assertThatThrownBy(() -> fields.text("profit")).hasMessage(line + "profit must be a text, was -12345");
        assertThatThrownBy(() -> fields.number("at")).hasMessageStartingWith(line + "at must be a number, was 2026");
        assertThatThrownBy(() -> fields.<Long>optional("at", fields::number))
                .hasMessageStartingWith(line + "at must be a number");
        assertThatThrownBy(() -> fields.flag("profit")).hasMessage(line + "profit must be true or false, was -12345");
        assertThatThrownBy(() -> fields.object("won")).hasMessage(line + "won must be an object, was false");
        assertThatThrownBy(() -> state.texts("days")).hasMessage(line + "state.days must be a list of texts, has 1");
        assertThatThrownBy(() -> part.number("n")).hasMessage(line + "state.parts[1].n is missing");
        assertThatThrownBy(() -> fields.text("note", Instant::parse))
                .hasMessageStartingWith(line + "note is not valid: ");
        assertThatThrownBy(() -> fields.number("profit", n -> Math.multiplyExact(n, Long.MIN_VALUE)))
                .hasMessage(line + "profit is not valid: long overflow");
        assertThat(fields.invalid("won", "must be true, was false")).hasMessage(line + "won must be true, was false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"se", "{\"seq\":0,\"type\":\"journal\",\"version\":1,\"crc\":\"0e593b60\"}", "\0\0\0"})
    void aJournalWhoseCreationWasCutShortIsCreatedAnew(String cut) throws IOException {
        Files.writeString(path(), cut);
        try (Journal journal = Journal.open(path(), entry -> {})) {
            assertThat(journal.recovery()
                            .tornLine()
                            .map(Recovery.TornLine::bytes)
                            .orElse(0L))
                    .isEqualTo(cut.length());
        }
        assertThat(Files.readString(path())).isEqualTo(HEADER);
    }

    @Test
    void aTornLineIsReportedAndCutOff() throws IOException {
        Files.writeString(path(), HEADER + CLOSED + "{\"seq\":2,\"type\":\"opened\",\"cr");
        try (Journal journal = Journal.open(path(), entry -> {})) {
            Recovery.TornLine torn = journal.recovery().tornLine().orElseThrow();
            assertThat(torn).isEqualTo(new Recovery.TornLine(3, 28));
            assertThat(journal.recovery().entries()).isEqualTo(1);
            assertThat(journal.sequence()).isEqualTo(1);
        }
        assertThat(Files.readString(path())).isEqualTo(HEADER + CLOSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 | hello                                   | is not the first line of a journal",
                "1 | hello\\n                                | the checksum does not match",
                "1 | CRC{`seq`:1,`type`:`x`                  | is not the first line of a journal",
                "1 | CRC{`seq`:0,`type`:`journal`,`version`:2 | field version must be 1, was 2",
                "2 | HEADER{`seq`:3                          | has no end, and is not a torn line",
                "2 | HEADER{`seq`:1,`type`:`x\\t            | has no end, and is not a torn line",
                "2 | HEADER{`seq`:1,NUL:`x                   | has no end, and is not a torn line",
                "2 | HEADERNULNUL{                          | has no end, and is not a torn line",
                "2 | HEADER{`seq`:1,`type`:`x`,`crc`:`00     | has no end, and is not a torn line",
                "2 | HEADER{`seq`:1,`type`:`x`,`crc`:`00000000`}\\n | the checksum does not match",
                "2 | HEADERCRC{`seq`:2,`type`:`x`            | has number 2 where 1 should be",
                "2 | HEADERCRC{`seq`:0,`type`:`x`            | has number 0 where 1 should be",
                "2 | HEADERCRC{`seq`:1,`type`:`x`,`a`:null   | field a holds null",
                "2 | HEADERCRC{`seq`:1,`type`:`x`,`o`:{`a`:[1,{`b`:null}]} | field o.a[1].b holds null",
                "2 | HEADERCRC{`seq`:1,`type`:`x`,`a`:NaN    | is not valid JSON",
                "2 | HEADERCRC{`seq`:1,`type`:`x`,`a`:1,`a`:2 | is not valid JSON",
                "2 | HEADERCRC{`seq`:1,`type`:`x`}{`seq`:2   | is more than one JSON object",
                "2 | HEADERCRC{`seq`:1                       | has no seq or type",
                "2 | HEADERCRC{`type`:`x`                    | has no seq or type",
                "2 | HEADERCRC[1                             | is not a JSON object",
                "2 | HEADER\\n                               | the checksum does not match",
            })
    void damageIsNamedAndTheFileLeftAlone(long line, String template, String why) throws IOException {
        String text = template.replace('`', '"')
                .replace("\\n", "\n")
                .replace("HEADER", HEADER)
                .replace("\\t", "\t")
                .replace("NUL", "\0");
        int sealed = text.indexOf("CRC");
        if (sealed >= 0) {
            String body = text.substring(sealed + 3);
            text = text.substring(0, sealed) + sealed(body);
        }
        Files.writeString(path(), text);
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> entries(path()))
                .withMessage(path().toRealPath() + ", line " + line + ": " + why)
                .satisfies(e -> assertThat(e.line()).hasValue(line))
                .satisfies(e -> assertThat(e.path()).isEqualTo(path().toRealPath()));
        assertThat(Files.readString(path())).isEqualTo(text);
    }

    private static String sealed(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(UTF_8));
        return body + ",\"crc\":\"%08x\"}\n".formatted(crc.getValue());
    }

    @Test
    void numbersGoOnOverCompaction() throws IOException {
        try (Journal journal = Journal.open(path(), entry -> {})) {
            journal.append(NOW, "step", fields -> {});
            journal.append(NOW, "step", fields -> {});
            journal.compact(entries -> entries.add("state", fields -> fields.number("n", 2)));
            assertThat(journal.sequence()).isEqualTo(3);
            assertThat(journal.size()).isEqualTo(Files.size(path()));
            assertThat(Files.readString(path())).isEqualTo("""
                            {"seq":2,"type":"journal","version":1,"crc":"252fb972"}
                            {"seq":3,"type":"state","n":2,"crc":"6ee7e26a"}
                            """);
            assertThat(journal.append(NOW, "step", fields -> {})).isEqualTo(4);
        }
        assertThat(entries(path())).extracting(JournalEntry::sequence).containsExactly(3L, 4L);
    }

    @Test
    void aJournalCompactedToNothingStillKnowsItsNumber() {
        try (Journal journal = Journal.open(path(), entry -> {})) {
            journal.append(NOW, "step", fields -> {});
            journal.compact(entries -> {});
        }
        try (Journal journal = Journal.open(path(), entry -> {})) {
            assertThat(journal.sequence()).isEqualTo(1);
            assertThat(journal.append(NOW, "step", fields -> {})).isEqualTo(2);
        }
    }

    @Test
    void whatAnInterruptedCompactionLeftIsDeleted() throws IOException {
        Path left = directory.resolve("account.jsonl.compacting");
        Files.writeString(left, "{\"seq\":");
        assertThat(entries(path())).isEmpty();
        assertThat(left).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "2, 2", "60, 0"})
    void linesAreForcedAsOftenAsTheDurabilitySays(long seconds, int syncs) {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = Journal.open(
                Counted.PATH, Durability.every(Duration.ofSeconds(seconds)), entry -> {}, disk, () -> {})) {
            int before = disk.syncs;
            for (int second = 0; second < 5; second++) {
                journal.append(NOW.plusSeconds(second), "step", fields -> {});
            }
            assertThat(disk.syncs - before).isEqualTo(syncs);
            journal.append(NOW.minusSeconds(100), "clock set back", fields -> {});
            assertThat(disk.syncs - before).isEqualTo(syncs + 1);
            journal.sync();
            assertThat(disk.syncs - before).isEqualTo(syncs + 1);
        }
    }

    @Test
    void theOperatingSystemIsLeftAloneUntilTheEnd() {
        SimulatedDisk disk = new SimulatedDisk();
        Journal journal = Journal.open(Counted.PATH, Durability.operatingSystem(), entry -> {}, disk, () -> {});
        int before = disk.syncs;
        journal.append(Instant.MIN, "step", fields -> {});
        journal.append(Instant.MAX, "step", fields -> {});
        assertThat(disk.syncs).isEqualTo(before);
        journal.close();
        assertThat(disk.syncs).isEqualTo(before + 1);
    }

    @Test
    void anIntervalIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durability.every(Duration.ofSeconds(-1)))
                .withMessage("interval must not be negative, was PT-1S");
    }

    @Test
    void whatCannotBeReadBackIsNotWritten() throws IOException {
        try (Journal journal = Journal.open(path(), entry -> {})) {
            journal.append(NOW, "closed", JournalTest::closed);
            refused(journal, "type must not be journal", "journal", fields -> {});
            refused(journal, "name must not be crc", "x", fields -> fields.text("crc", "0"));
            refused(journal, "name must not be crc", "x", fields -> fields.object("o", o -> o.text("crc", "0")));
            refused(
                    journal,
                    "Duplicate field 'a'",
                    "x",
                    fields -> fields.text("a", "").number("a", 1));
            refused(journal, "Duplicate field 'seq'", "x", fields -> fields.number("seq", 1));
            refused(journal, "Duplicate field 'type'", "x", fields -> fields.text("type", "y"));
            refused(journal, "surrogate", "x", fields -> fields.text("\ud83d", ""));
            refused(journal, "null", "x", fields -> fields.texts("a", Collections.singleton(null)));
            refused(journal, "shorter than 1048576 bytes", "x", fields -> fields.text("a", "y".repeat(1 << 20)));
            refused(
                    journal,
                    "not an object",
                    "x",
                    fields -> swallow(() -> fields.object("o", o -> {
                        throw new IllegalStateException();
                    })));
            refused(journal, "not one object", "x", fields -> journal.append(NOW, "inner", inner -> {}));
            assertThatIllegalStateException()
                    .isThrownBy(() -> journal.append(NOW, "x", fields -> {
                        throw new IllegalStateException();
                    }));
            assertThat(journal.sequence()).isEqualTo(2);
        }
        assertThat(entries(path())).extracting(JournalEntry::type).containsExactly("closed", "inner");
    }

    private static void refused(Journal journal, String why, String type, Consumer<JsonWriter> fields) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.append(NOW, type, fields))
                .withMessageContaining(why);
    }

    private static void swallow(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // as a careless caller would
        }
    }

    @Test
    void theLongestLineIsReadBack() throws IOException {
        String text = "y".repeat((1 << 20) - "{\"seq\":1,\"type\":\"x\",\"a\":\"\",\"crc\":\"00000000\"}\n".length());
        try (Journal journal = Journal.open(path(), entry -> {})) {
            journal.append(NOW, "x", fields -> fields.text("a", text));
            journal.append(NOW, "x", fields -> fields.text("y".repeat(500_000), "z"));
        }
        List<JournalEntry> entries = entries(path());
        assertThat(entries.get(0).fields().text("a")).isEqualTo(text);
        assertThat(entries.get(1).fields().text("y".repeat(500_000))).isEqualTo("z");

        Files.writeString(path(), Files.readString(path()) + "{\"seq\":3,\"type\":\"" + "y".repeat(1 << 21));
        assertThatThrownBy(() -> entries(path())).hasMessageContaining("line 4: has no end, and is not a torn line");
    }

    @Test
    void aJournalIsOpenOnce() throws Exception {
        try (Journal journal = Journal.open(path(), entry -> {})) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> entries(directory.resolve("../" + directory.getFileName() + "/account.jsonl")))
                        .isInstanceOf(JournalException.class)
                        .hasMessageEndingWith("is open in this process already");
                Files.readString(path());
                assertThat(KilledProcess.run(JournalChild.class, path().toString()))
                        .contains("is open in another process");
            }
            journal.append(NOW, "step", fields -> {});
        }
        assertThat(entries(path())).hasSize(1);
    }

    @Test
    void aJournalThatCannotBeOpenedIsNotHeld() throws IOException {
        Files.writeString(path(), HEADER + CLOSED);
        assertThatIllegalStateException()
                .isThrownBy(() -> Journal.open(path(), entry -> {
                    throw new IllegalStateException();
                }));
        assertThat(entries(path())).hasSize(1);
        Path nowhere = directory.resolve("nowhere/account.jsonl");
        assertThatThrownBy(() -> entries(nowhere))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(nowhere + ": cannot be opened: java.nio.file.NoSuchFileException");
        assertThatThrownBy(() -> entries(directory)).isInstanceOf(JournalException.class);
    }

    @Test
    void aLinkLeadsToTheSameJournal() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.jsonl"), path());
        try (Journal journal = Journal.open(path(), entry -> {})) {
            assertThat(journal.sequence()).isZero();
            assertThatThrownBy(() -> entries(link)).hasMessageEndingWith("is open in this process already");
        }
        try (Journal journal = Journal.open(link, entry -> {})) {
            journal.append(NOW, "step", fields -> {});
            journal.compact(entries -> entries.add("state", fields -> {}));
        }
        assertThat(link).isSymbolicLink();
        assertThat(entries(path())).hasSize(1);
    }

    @Test
    void anInterruptDoesNotBreakTheJournal() {
        try (Journal journal = Journal.open(path(), entry -> {})) {
            Thread.currentThread().interrupt();
            journal.append(NOW, "step", fields -> {});
            journal.compact(entries -> entries.add("state", fields -> {}));
            journal.append(NOW, "step", fields -> {});
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(entries(path())).hasSize(2);
    }

    @Test
    void aClosedJournalTakesNothing() {
        Journal journal = Journal.open(path(), entry -> {});
        journal.close();
        journal.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.append(NOW, "step", fields -> {}))
                .withMessageStartingWith("journal must be open, was closed: ");
        assertThatIllegalStateException().isThrownBy(journal::sync);
        assertThatIllegalStateException().isThrownBy(() -> journal.compact(entries -> {}));
    }
}
