package io.github.ftmo4j.examples.imports;

import io.github.ftmo4j.sim.history.file.Table;
import io.github.ftmo4j.sim.history.file.TableReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/** Reads the sheets of XLSX files. */
public final class XlsxTables implements TableReader {

    /** Made by {@link java.util.ServiceLoader}. */
    public XlsxTables() {}

    @Override
    public boolean recognises(byte[] start) {
        return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    @Override
    public List<Table> read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw Refusal.of(file, "is a ZIP file and no XLSX: unpack it and give the files in it");
            }
            return new Workbook(zip, file).tables();
        } catch (ZipException | EOFException e) {
            throw Refusal.of(file, "is damaged: " + (e.getMessage() == null ? "it ends too early" : e.getMessage()));
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof CharacterCodingException) {
                throw Refusal.of(file, "is damaged: it has bytes that are no text");
            }
            throw Refusal.of(file, "is damaged, or is made to do harm: " + e.getMessage());
        }
    }
}
