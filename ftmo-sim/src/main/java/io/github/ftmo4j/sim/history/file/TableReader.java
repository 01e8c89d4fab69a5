package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.InvalidTradesException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the tables of files of one kind, such as HTML or XLSX. {@link TradeFiles} finds implementations with
 * {@link java.util.ServiceLoader} and reads CSV without any.
 */
public interface TableReader {

    /**
     * Whether a file is of this kind, by its content and not by its name.
     *
     * @param start up to 4,096 bytes of its beginning
     * @return whether {@link #read} can be tried
     */
    boolean recognises(byte[] start);

    /**
     * Reads the tables of a file. A bound on time and memory is this method's own: a file may be made to exhaust both.
     *
     * @param file the file
     * @return its tables, in the order of the file
     * @throws InvalidTradesException if the file is damaged or too large
     * @throws IOException if it cannot be read
     */
    List<Table> read(Path file) throws IOException;
}
