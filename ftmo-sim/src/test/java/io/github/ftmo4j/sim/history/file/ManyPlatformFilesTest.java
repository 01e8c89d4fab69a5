package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.file.PlatformFile.Format;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The properties of {@link PlatformFileProperties} with 10,000 files of each format, and with as many damaged ones. The
 * seeds are fixed.
 */
@Tag("thorough")
class ManyPlatformFilesTest {

    private static final int FILES = Integer.getInteger("ftmo.imports.files", 10_000);

    private final PlatformFileProperties properties = new PlatformFileProperties();

    @ParameterizedTest
    @EnumSource
    void areReadBack(Format format) throws IOException {
        for (long seed = 0; seed < FILES; seed++) {
            properties.whatAPlatformWritesIsReadBack(format, seed);
        }
    }

    @Test
    void ofTradovateHaveTheCostsOfTheirFills() throws IOException {
        for (long seed = 0; seed < FILES; seed++) {
            properties.tradovatesPairsHaveTheCostsOfTheirFills(seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thatAreDamagedAreReadTheSameOrNotedOrRefused(Format format) throws IOException {
        for (long seed = 0; seed < FILES; seed += 6) {
            properties.aFileThatIsCutOffIsReadUpToThereOrNotedOrRefused(format, seed);
            properties.rowsThatStandTwiceAreReadOnceOrNotedOrRefused(format, seed);
            properties.columnsThatChangeAreReadTheSameOrNotedOrRefused(format, seed);
            properties.whateverIsInAFileIsReadOrRefused(format, seed);
            properties.theEncodingDoesNotMatter(format, seed);
            properties.otherNumbersAreReadTheSameOrNotedOrRefused(format, seed);
            if (format.hasRunningTotal()) {
                properties.aTradeThatIsChangedOrMissingIsNoted(format, seed, false);
            }
        }
    }
}
