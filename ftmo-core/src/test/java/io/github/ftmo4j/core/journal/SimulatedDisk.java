package io.github.ftmo4j.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that knows what is synced. It can crash at any step (a byte written, or any other change, is a
 * step), tell all that may be left after that, be full, and fail to sync, to truncate or to replace.
 */
final class SimulatedDisk implements Disk {

    /** The process or the machine died. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** What may be on the disk after a crash; holes are unsynced blocks that were lost before others that were not. */
    record Remains(String what, boolean holes, SimulatedDisk disk) {}

    private static final class Content {
        byte[] written = {};
        byte[] synced = {};
    }

    private static final int BLOCK = 16;

    private Map<Path, Content> names = new HashMap<>();
    private final List<Map<Path, Content>> unsyncedNames = new ArrayList<>();

    /** How many bytes of those asked for are written at once. */
    IntUnaryOperator portion = length -> length;

    long stepsToCrash = Long.MAX_VALUE;
    long bytesToFull = Long.MAX_VALUE;
    int syncsToFailure = Integer.MAX_VALUE;
    boolean truncateFails;
    boolean replaceFails;
    boolean syncDirectoryFails;
    long steps;
    int syncs;

    SimulatedDisk() {
        unsyncedNames.add(Map.of());
    }

    static SimulatedDisk holding(Path path, byte[] bytes) {
        SimulatedDisk disk = new SimulatedDisk();
        Content content = new Content();
        content.written = bytes.clone();
        content.synced = bytes.clone();
        disk.names.put(path, content);
        disk.unsyncedNames.set(0, Map.copyOf(disk.names));
        return disk;
    }

    byte @Nullable [] bytes(Path path) {
        Content content = names.get(path);
        return content == null ? null : content.written.clone();
    }

    /** What a killed process leaves: all that was written. */
    SimulatedDisk afterKill() {
        SimulatedDisk disk = new SimulatedDisk();
        names.forEach((path, content) -> {
            Content copy = new Content();
            copy.written = content.written;
            copy.synced = content.written;
            disk.names.put(path, copy);
        });
        return disk;
    }

    /** All that a power failure may leave: any of the unsynced states of the directory with any remains of the file. */
    List<Remains> afterPowerFailure(Path path) {
        List<Remains> all = new ArrayList<>();
        List<Map<Path, Content>> directories = new ArrayList<>(unsyncedNames);
        directories.add(names);
        for (Content content :
                directories.stream().map(names -> names.get(path)).distinct().toList()) {
            if (content == null) {
                all.add(new Remains("no file", false, new SimulatedDisk()));
                continue;
            }
            byte[] synced = content.synced;
            byte[] written = content.written;
            all.add(remains(path, "synced", false, synced));
            int common = Math.min(synced.length, written.length);
            for (int length = common; length <= written.length; length++) {
                all.add(remains(path, "cut at " + length, false, Arrays.copyOf(written, length)));
                byte[] zeroed = Arrays.copyOf(Arrays.copyOf(written, length), written.length);
                all.add(remains(path, "zeroed from " + length, false, zeroed));
            }
            for (int block = common / BLOCK * BLOCK; block < written.length; block += BLOCK) {
                byte[] hole = written.clone();
                Arrays.fill(hole, Math.max(block, common), Math.min(block + BLOCK, hole.length), (byte) 0);
                all.add(remains(path, "hole at " + block, true, hole));
                byte[] island = Arrays.copyOf(Arrays.copyOf(written, common), written.length);
                int from = Math.max(block, common);
                System.arraycopy(written, from, island, from, Math.min(block + BLOCK, island.length) - from);
                all.add(remains(path, "island at " + block, true, island));
            }
        }
        return all;
    }

    private static Remains remains(Path path, String what, boolean holes, byte[] bytes) {
        return new Remains(what, holes, holding(path, bytes));
    }

    private void step() {
        if (steps >= stepsToCrash) {
            throw new Crash();
        }
        steps++;
    }

    private void renamed() {
        unsyncedNames.add(Map.copyOf(names));
    }

    @Override
    public OpenFile open(Path path) {
        if (!names.containsKey(path)) {
            step();
            names.put(path, new Content());
            renamed();
        }
        return new SimulatedFile(names.get(path));
    }

    @Override
    public void replace(Path target, Path replacement) throws IOException {
        step();
        if (replaceFails) {
            throw new IOException("in use");
        }
        names.put(target, names.remove(replacement));
        renamed();
    }

    @Override
    public boolean deleteIfExists(Path path) {
        step();
        boolean existed = names.remove(path) != null;
        renamed();
        return existed;
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        step();
        if (syncDirectoryFails) {
            throw new IOException("directory not synced");
        }
        unsyncedNames.clear();
        renamed();
    }

    private final class SimulatedFile implements OpenFile {

        private final Content content;
        private boolean closed;

        SimulatedFile(Content content) {
            this.content = content;
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
        }

        @Override
        public long size() throws IOException {
            requireOpen();
            return content.written.length;
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) throws IOException {
            requireOpen();
            int read = (int) Math.min(length, content.written.length - position);
            if (read <= 0) {
                return -1;
            }
            System.arraycopy(content.written, (int) position, bytes, offset, read);
            return read;
        }

        @Override
        public int write(long position, byte[] bytes, int offset, int length) throws IOException {
            requireOpen();
            int portion = SimulatedDisk.this.portion.applyAsInt(length);
            for (int i = 0; i < portion; i++) {
                if (bytesToFull == 0) {
                    throw new IOException("disk full");
                }
                step();
                bytesToFull--;
                int at = (int) position + i;
                content.written = Arrays.copyOf(content.written, Math.max(content.written.length, at + 1));
                content.written[at] = bytes[offset + i];
            }
            return portion;
        }

        @Override
        public void truncate(long size) throws IOException {
            requireOpen();
            step();
            if (truncateFails) {
                throw new IOException("not truncated");
            }
            content.written = Arrays.copyOf(content.written, (int) Math.min(size, content.written.length));
        }

        @Override
        public void sync() throws IOException {
            requireOpen();
            step();
            syncs++;
            if (--syncsToFailure < 0) {
                throw new IOException("not synced");
            }
            content.synced = content.written;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
