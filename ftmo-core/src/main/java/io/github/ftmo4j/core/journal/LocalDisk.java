package io.github.ftmo4j.core.journal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file system of this machine. */
final class LocalDisk implements Disk {

    @Override
    public OpenFile open(Path path) throws IOException {
        return open(path, "rw");
    }

    /** Opens a file that exists, and cannot be changed by this. */
    static OpenFile openToRead(Path path) throws IOException {
        return open(path, "r");
    }

    private static OpenFile open(Path path, String mode) throws IOException {
        // not a FileChannel: that would be closed by the interrupt of a thread that is using it
        RandomAccessFile file = new RandomAccessFile(path.toFile(), mode);
        return new OpenFile() {

            @Override
            public long size() throws IOException {
                return file.length();
            }

            @Override
            public int read(long position, byte[] bytes, int offset, int length) throws IOException {
                file.seek(position);
                return file.read(bytes, offset, length);
            }

            @Override
            public int write(long position, byte[] bytes, int offset, int length) throws IOException {
                file.seek(position);
                file.write(bytes, offset, length);
                return length;
            }

            @Override
            public void truncate(long size) throws IOException {
                file.setLength(size);
            }

            @Override
            public void sync() throws IOException {
                file.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public void replace(Path target, Path replacement) throws IOException {
        Files.move(replacement, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows cannot open directories, and keeps the order of their changes itself
        }
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
