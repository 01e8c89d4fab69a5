package io.github.ftmo4j.core.gate;

import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;

/** Moments written as instants. */
final class Moments {

    private static final TradingDayClock PRAGUE = TradingDayClock.prague();

    private Moments() {}

    static Moment at(Instant instant) {
        return Moment.of(instant, PRAGUE);
    }

    static Moment at(String instant) {
        return at(Instant.parse(instant));
    }
}
