package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.Map;

/**
 * What an observer of a monitor sees at one moment.
 *
 * @param assessment the assessment, with the headroom to each floor
 * @param openRisk what open positions and reserved orders lose at their stops
 * @param openPositions how many positions are open
 * @param reservedOrders how many orders are allowed and neither filled nor released
 * @param lastUpdate the time of the latest event of the feed
 * @param stale whether the feed is stale
 * @param provisional whether the latest state rests on something inferred that no later reading has confirmed
 * @param anchorInferred whether the balance at the start of the day is inferred from a snapshot after it, so that the
 *     floor of the day may be another one; {@link AccountMonitor#dayStarted} states it
 * @param refusals how many orders were refused since the monitor was opened, by the code of the reason
 */
public record Gauges(
        Assessment assessment,
        Money openRisk,
        int openPositions,
        int reservedOrders,
        Instant lastUpdate,
        boolean stale,
        boolean provisional,
        boolean anchorInferred,
        Map<String, Long> refusals) {

    /** Copies the counts. */
    public Gauges {
        refusals = Map.copyOf(refusals);
    }
}
