package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;

/** How many positions and orders there were today and in the phase, and what today's positions risked. */
final class TradeCounts {

    private long day;
    private long riskedToday;
    private int positionsToday;
    private int positionsOfPhase;
    private int ordersToday;

    void rollTo(long newDay) {
        if (newDay != day) {
            day = newDay;
            riskedToday = 0;
            positionsToday = 0;
            ordersToday = 0;
        }
    }

    void orders(int count) {
        ordersToday += count;
    }

    void position() {
        positionsToday++;
        positionsOfPhase++;
    }

    void risked(long risk) {
        riskedToday += risk;
    }

    long day() {
        return day;
    }

    long riskedToday() {
        return riskedToday;
    }

    int positionsToday() {
        return positionsToday;
    }

    int positionsOfPhase() {
        return positionsOfPhase;
    }

    int ordersToday() {
        return ordersToday;
    }

    void write(JsonWriter out) {
        out.number("filledToday", riskedToday)
                .number("positionsToday", positionsToday)
                .number("positionsOfPhase", positionsOfPhase)
                .number("ordersToday", ordersToday);
    }

    void read(JsonObject in, long today) {
        day = today;
        riskedToday = in.number("filledToday");
        positionsToday = in.number("positionsToday", Math::toIntExact);
        positionsOfPhase = in.number("positionsOfPhase", Math::toIntExact);
        ordersToday = in.number("ordersToday", Math::toIntExact);
    }
}
