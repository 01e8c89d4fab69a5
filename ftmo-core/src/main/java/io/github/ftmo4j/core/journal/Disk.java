package io.github.ftmo4j.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What a journal needs of the file system; tests replace it by one that fails. */
interface Disk {

    /** Opens a file for reading and writing, creating it if need be. */
    OpenFile open(Path path) throws IOException;

    /** Replaces a file by another in one step. */
    void replace(Path target, Path replacement) throws IOException;

    /** Deletes a file; returns whether there was one. */
    boolean deleteIfExists(Path path) throws IOException;

    /** Forces the names in a directory to the disk. */
    void syncDirectory(Path directory) throws IOException;

    /** An open file. */
    interface OpenFile extends Closeable {

        long size() throws IOException;

        /** Reads up to {@code length} bytes; returns how many, or -1 at the end of the file. */
        int read(long position, byte[] bytes, int offset, int length) throws IOException;

        /** Writes up to {@code length} bytes; returns how many. */
        int write(long position, byte[] bytes, int offset, int length) throws IOException;

        void truncate(long size) throws IOException;

        /** Forces the content to the disk. */
        void sync() throws IOException;
    }
}
