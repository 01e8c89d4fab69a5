package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file of a policy. Lines of text come first: the version, what the policy is, the checksum of those lines and of
 * the table, and an empty line. The table follows, deflated.
 */
final class PolicyFile {

    private static final String FORMAT = "ftmo4j policy ";
    private static final String VERSION = FORMAT + "1";
    private static final String CHECKSUM = "sha256: ";

    private PolicyFile() {}

    static void save(OptimalStake policy, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path written =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".tmp");
        try {
            Files.write(written, bytes(policy));
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    static byte[] bytes(OptimalStake policy) throws IOException {
        byte[] table = table(policy);
        StringBuilder head = new StringBuilder(VERSION).append('\n');
        policy.description().forEach(line -> head.append(line).append('\n'));
        byte[] text = head.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(text);
        all.write((CHECKSUM + checksum(text, table) + "\n\n").getBytes(StandardCharsets.UTF_8));
        all.write(table);
        return all.toByteArray();
    }

    private static byte[] table(OptimalStake policy) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            Set<DayOfWeek> days = policy.calendar().days();
            out.writeInt(days.size());
            for (DayOfWeek day : days) {
                out.writeInt(day.getValue());
            }
            out.writeInt(policy.phases().size());
            for (PhaseTable phase : policy.phases()) {
                phase.write(out);
            }
        }
        return bytes.toByteArray();
    }

    static OptimalStake load(Path file) throws IOException {
        return of(Files.readAllBytes(file), file.toString());
    }

    /** Reads what {@link #bytes} wrote; a refusal begins with a name. */
    static OptimalStake of(byte[] all, String file) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        int checksumAt = 0;
        while (true) {
            int end = at;
            while (end < all.length && all[end] != '\n') {
                end++;
            }
            if (end == all.length) {
                throw wrong(file, "must be a policy: lines of text, an empty one and a table", null);
            }
            String line = new String(all, at, end - at, StandardCharsets.UTF_8);
            if (lines.isEmpty() && !line.equals(VERSION)) {
                String was = line.substring(0, Math.min(40, line.length()));
                throw wrong(file, "must begin with '" + VERSION + "', began with '" + was + "'", null);
            }
            if (line.isEmpty()) {
                at = end + 1;
                break;
            }
            checksumAt = at;
            lines.add(line);
            at = end + 1;
        }
        byte[] text = Arrays.copyOf(all, checksumAt);
        byte[] table = Arrays.copyOfRange(all, at, all.length);
        if (!lines.get(lines.size() - 1).equals(CHECKSUM + checksum(text, table))) {
            throw wrong(file, "is damaged: its checksum is not that of its content", null);
        }
        return read(file, lines.subList(1, lines.size() - 1), table);
    }

    private static OptimalStake read(String file, List<String> description, byte[] table) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(table)))) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                days.add(DayOfWeek.of(in.readInt()));
            }
            List<PhaseTable> phases = new ArrayList<>();
            int phaseCount = in.readInt();
            for (int i = 0; i < phaseCount; i++) {
                phases.add(PhaseTable.read(in));
            }
            if (in.read() >= 0) {
                throw new EOFException("the table does not end");
            }
            return new OptimalStake(description, TradingCalendar.of(days), phases);
        } catch (IOException | RuntimeException e) {
            throw wrong(file, "has a table that cannot be read", e);
        }
    }

    private static IllegalArgumentException wrong(String file, String what, @Nullable Exception cause) {
        return new IllegalArgumentException(file + " " + what, cause);
    }

    private static String checksum(byte[] text, byte[] table) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text);
            digest.update(table);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
