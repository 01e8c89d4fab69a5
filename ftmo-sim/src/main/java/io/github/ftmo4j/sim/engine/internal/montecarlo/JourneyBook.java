package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.sim.journey.TracedJourney;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** The entries of a traced journey. */
final class JourneyBook {

    private final Currency currency;
    private final List<TracedJourney.Entry> entries = new ArrayList<>();

    JourneyBook(Currency currency) {
        this.currency = currency;
    }

    void enter(int account, long epochDay, TracedJourney.Kind kind, long amount) {
        entries.add(
                new TracedJourney.Entry(account, LocalDate.ofEpochDay(epochDay), kind, new Money(amount, currency)));
    }

    TracedJourney journey(long net) {
        return new TracedJourney(entries, new Money(net, currency));
    }
}
