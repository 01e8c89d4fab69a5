package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.journal.Recovery;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.util.Optional;

/** What the first line of a journal says, and what was found when it was opened. */
record Opening(Phase phase, TradingDayClock clock, Instant at, Optional<Recovery> recovery) {
    void write(JsonWriter out) {
        JournalRules.write(phase, clock, out.text("at", at.toString()));
    }
}
