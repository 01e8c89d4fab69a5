package io.github.ftmo4j.examples.imports;

import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import java.nio.file.Path;
import java.util.List;

/** Why a file as a whole is refused. */
final class Refusal {

    private Refusal() {}

    static InvalidTradesException of(Path file, String message) {
        return new InvalidTradesException(file.toString(), List.of(ImportIssue.ofAllTrades(message)));
    }
}
