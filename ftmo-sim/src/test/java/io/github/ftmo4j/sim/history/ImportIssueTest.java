package io.github.ftmo4j.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportIssueTest {

    private static Optional<String> name(Remedy remedy) {
        return remedy == Remedy.ACCOUNT
                ? Optional.empty()
                : Optional.of(remedy.name().toLowerCase(Locale.ROOT));
    }

    private static ImportIssue issue(Remedy... remedies) {
        return new ImportIssue(0, "", "is open", List.of(remedies));
    }

    @Test
    void remediesStandOnceInTheWordsOfTheProgram() {
        List<ImportIssue> issues = List.of(
                issue(Remedy.GROSS, Remedy.NET),
                issue(),
                issue(Remedy.ACCOUNT),
                issue(Remedy.ZONE),
                issue(Remedy.GROSS, Remedy.NET));

        assertThat(ImportIssue.remedies(issues, ImportIssueTest::name)).isEqualTo("gross or net, zone");
        assertThat(ImportIssue.remedies(List.of(issue(Remedy.ACCOUNT)), ImportIssueTest::name))
                .isEmpty();
    }
}
