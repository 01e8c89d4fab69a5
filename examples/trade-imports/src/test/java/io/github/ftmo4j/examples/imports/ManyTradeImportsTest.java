package io.github.ftmo4j.examples.imports;

import io.github.ftmo4j.examples.imports.ImportFile.Format;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The properties of {@link TradeImportsProperties} with 10,000 files of each format, and with 2,000 damaged ones. The
 * seeds are fixed.
 */
@Tag("thorough")
class ManyTradeImportsTest {

    private static final int FILES = Integer.getInteger("ftmo.imports.files", 10_000);

    private final TradeImportsProperties properties = new TradeImportsProperties();

    @BeforeEach
    void makeFile() throws IOException {
        properties.makeFile();
    }

    @AfterEach
    void removeFile() throws IOException {
        properties.removeFile();
    }

    @ParameterizedTest
    @EnumSource
    void areReadBack(Format format) throws IOException {
        for (long seed = 0; seed < FILES; seed++) {
            properties.whatAPlatformWritesIsReadBack(format, seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thatAreDamagedAreReadTheSameOrNotedOrRefused(Format format) throws IOException {
        for (long seed = 0; seed < FILES; seed += 15) {
            properties.rowsAndColumnsThatChangeAreReadTheSameOrNotedOrRefused(format, seed);
            properties.fieldsThatChangeAreReadTheSameOrNotedOrRefused(format, seed);
            properties.aFileThatIsCutOffIsRefusedOrWhole(format, seed);
            properties.aFileOfWhichBytesChangeIsReadOrRefused(format, seed);
        }
    }
}
