package io.github.ftmo4j.sim.history.file;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the caller states about files. */
record Settings(
        Optional<ZoneId> zone,
        OptionalDouble riskPerTrade,
        Map<Content, String> named,
        Optional<ProfitBasis> basis,
        Optional<DateOrder> dates,
        Optional<String> account,
        boolean profitIsEnough) {}
