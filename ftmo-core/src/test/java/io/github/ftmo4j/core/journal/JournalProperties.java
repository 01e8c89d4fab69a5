package io.github.ftmo4j.core.journal;

import static io.github.ftmo4j.core.journal.Counted.PATH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class JournalProperties {

    @Property(tries = 200)
    void entriesAreReadAsWritten(@ForAll @Size(max = 8) List<@From("trees") Map<String, Object>> trees) {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = Journal.open(PATH, Durability.everyLine(), entry -> {}, disk, () -> {})) {
            trees.forEach(tree -> journal.append(Instant.EPOCH, "tree", fields -> write(tree, fields)));
        }
        List<JournalEntry> read = new ArrayList<>();
        Journal.open(PATH, Durability.everyLine(), read::add, disk, () -> {}).close();
        assertThat(read).allMatch(entry -> entry.type().equals("tree")).hasSize(trees.size());
        assertThat(read).extracting(JournalEntry::sequence).isEqualTo(numbers(trees.size()));
        assertThat(read).extracting(entry -> plain(entry.fields())).isEqualTo(trees);
    }

    private static List<Long> numbers(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    /**
     * Whatever is done to a journal, it is refused or gives a beginning of what was written; the latter only if nothing
     * but its end is missing.
     */
    @Property
    void aDamagedJournalIsRefused(
            @ForAll("damages") Damage damage,
            @ForAll @IntRange(max = 499) int at,
            @ForAll @IntRange(max = 90) int length) {
        SimulatedDisk disk = new SimulatedDisk();
        try (Journal journal = Counted.open(disk, Durability.everyLine(), new Counted())) {
            for (int i = 1; i <= 7; i++) {
                Counted.step(journal, i);
            }
        }
        byte[] bytes = disk.bytes(PATH);
        assertThat(bytes).isNotNull().hasSizeGreaterThan(400);
        int from = Math.min(at, bytes.length);
        byte[] damaged = damage.of(bytes, from, Math.min(from + length, bytes.length));
        try {
            long count = Counted.recover(SimulatedDisk.holding(PATH, damaged));
            int end = damaged.length;
            while (end > 0 && damaged[end - 1] == 0) {
                end--;
            }
            assertThat(Arrays.copyOf(damaged, end)).isEqualTo(Arrays.copyOf(bytes, end));
            long lines = new String(damaged, 0, end, UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertThat(count).isEqualTo(Math.max(0, lines - 1));
        } catch (JournalException e) {
            assertThat(e.line()).isPresent();
        }
    }

    /** What may befall a range of bytes. */
    enum Damage {
        ZEROED,
        REMOVED,
        DOUBLED,
        REVERSED,
        FILLED,
        CUT;

        byte[] of(byte[] bytes, int from, int to) {
            byte[] range = Arrays.copyOfRange(bytes, from, to);
            return switch (this) {
                case ZEROED -> join(bytes, from, new byte[range.length], to);
                case REMOVED -> join(bytes, from, new byte[0], to);
                case DOUBLED -> join(bytes, to, range, to);
                case REVERSED -> {
                    for (int i = 0; i < range.length; i++) {
                        range[i] = bytes[to - 1 - i];
                    }
                    yield join(bytes, from, range, to);
                }
                case FILLED -> {
                    Arrays.fill(range, (byte) '\n');
                    yield join(bytes, from, range, to);
                }
                case CUT -> Arrays.copyOf(bytes, from);
            };
        }

        private static byte[] join(byte[] bytes, int head, byte[] middle, int tail) {
            byte[] joined = Arrays.copyOf(bytes, head + middle.length + bytes.length - tail);
            System.arraycopy(middle, 0, joined, head, middle.length);
            System.arraycopy(bytes, tail, joined, head + middle.length, bytes.length - tail);
            return joined;
        }
    }

    @Provide
    Arbitrary<Damage> damages() {
        return Arbitraries.of(Damage.class);
    }

    @Provide
    Arbitrary<Map<String, Object>> trees() {
        Arbitrary<String> texts = Arbitraries.strings().all().ofMaxLength(12);
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                texts.map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.of(true, false).map(flag -> (Object) flag),
                texts.list().ofMaxSize(3).map(list -> (Object) list),
                Arbitraries.longs().list().ofMaxSize(3).map(list -> (Object) list));
        Arbitrary<String> names = texts.map(JournalProperties::unicode)
                .filter(name -> !List.of("seq", "type", "crc").contains(name));
        Arbitrary<Map<String, Object>> flat = Arbitraries.maps(names, leaves).ofMaxSize(4);
        Arbitrary<Object> inner = Arbitraries.oneOf(
                leaves, flat.map(map -> (Object) map), flat.list().ofMaxSize(3).map(list -> (Object) list));
        return Arbitraries.maps(names, inner).ofMaxSize(5);
    }

    /** Without halves of surrogate pairs, which names must not hold. */
    private static String unicode(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static void write(Map<String, Object> tree, JsonWriter fields) {
        tree.forEach((name, value) -> {
            if (value instanceof String text) {
                fields.text(name, text);
            } else if (value instanceof Long number) {
                fields.number(name, number);
            } else if (value instanceof Boolean flag) {
                fields.flag(name, flag);
            } else if (value instanceof Map<?, ?> map) {
                fields.object(name, inner -> write((Map<String, Object>) map, inner));
            } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Long) {
                fields.value(name, list);
            } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map) {
                fields.objects(name, (List<Map<String, Object>>) list, JournalProperties::write);
            } else {
                fields.texts(name, (List<String>) value);
            }
        });
    }

    private static Map<String, Object> plain(JsonObject object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.names().forEach(name -> values.put(name, plain(object.value(name))));
        return values;
    }

    private static Object plain(Object value) {
        if (value instanceof JsonObject object) {
            return plain(object);
        }
        return value instanceof List<?> list
                ? list.stream().map(JournalProperties::plain).toList()
                : value;
    }
}
