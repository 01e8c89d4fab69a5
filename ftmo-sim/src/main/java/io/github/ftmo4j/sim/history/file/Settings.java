package io.github.ftmo4j.sim.history.file;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** What the caller states about files. */
record Settings(
        Optional<ZoneId> zone,
        OptionalDouble riskPerTrade,
        Map<Content, String> named,
        Optional<ProfitBasis> basis,
        Optional<DateOrder> dates,
        Optional<String> account,
        boolean profitIsEnough) {

    /** Nothing is stated. */
    static Settings standard() {
        return new Settings(
                Optional.empty(),
                OptionalDouble.empty(),
                new EnumMap<>(Content.class),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The same settings but for a change. */
    Settings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new Settings(
                draft.zone,
                draft.riskPerTrade,
                draft.named,
                draft.basis,
                draft.dates,
                draft.account,
                draft.profitIsEnough);
    }

    /** Settings while they are changed. */
    static final class Draft {
        Optional<ZoneId> zone;
        OptionalDouble riskPerTrade;
        Map<Content, String> named;
        Optional<ProfitBasis> basis;
        Optional<DateOrder> dates;
        Optional<String> account;
        boolean profitIsEnough;

        private Draft(Settings settings) {
            zone = settings.zone;
            riskPerTrade = settings.riskPerTrade;
            named = settings.named;
            basis = settings.basis;
            dates = settings.dates;
            account = settings.account;
            profitIsEnough = settings.profitIsEnough;
        }
    }
}
