package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.NaiveRules.Outcome;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Lock;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.TradingDays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The engine against the definitions of {@link NaiveRules}, for every verdict under every switch. */
class DifferentialTest {

    private static final long SEED = 20_260_206;
    private static final long MANY = 1_000_000;
    private static final long STREAMS = Long.getLong("ftmo.differential.streams", MANY);

    /** One stream in so many is compared after every event of it, the others at their end. */
    private static final long SAMPLE = 16;

    /** How many streams at least come to each verdict under each value of a switch. */
    private static final long QUOTA = STREAMS < MANY ? 0 : 1_000;

    /** What cannot be. All other verdicts must be reached under all other values. */
    private static final Map<String, List<String>> IMPOSSIBLE = Map.of(
            "PAUSED", List.of("daily loss: none", "judged: AT_CLOSE", "effect: FAIL"),
            "PASSED", List.of("target: none", "event: PaidOut"),
            "DAILY_LOSS", List.of("daily loss: none", "effect: PAUSE"),
            "FLOATING_LOSS", List.of("floating loss: none"),
            "TIME_LIMIT", List.of("time limit: none"),
            "INACTIVITY", List.of("without trade: none"),
            "DEEP_LOSS", List.of("deep loss: none"),
            "RESTRICTION", List.of("sanction: WARN"));

    private final Map<String, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();

    @Test
    void engineAndDefinitionsAgree() {
        Optional<EventStream> dispute = LongStream.range(0, STREAMS)
                .parallel()
                .mapToObj(this::dispute)
                .flatMap(Optional::stream)
                .findAny()
                .map(stream -> stream.minimised(EventStream::open));
        assertThat(dispute.map(stream -> stream.report(EventStream::open))).isEmpty();

        Set<String> values = new TreeSet<>();
        counts.values().forEach(byValue -> values.addAll(byValue.keySet()));
        List<String> tooFew = new ArrayList<>();
        new TreeMap<>(counts).forEach((verdict, byValue) -> {
            Set<String> impossible = new HashSet<>(IMPOSSIBLE.getOrDefault(verdict, List.of()));
            for (String value : values) {
                long count = byValue.getOrDefault(value, new LongAdder()).sum();
                if (impossible.contains(value) ? count > 0 : count < QUOTA) {
                    tooFew.add(verdict + " with " + value + ": " + count);
                }
            }
        });
        assertThat(counts).hasSize(Verdict.values().length - 1 + Objective.values().length);
        assertThat(tooFew).isEmpty();
    }

    private Optional<EventStream> dispute(long i) {
        EventStream stream = RandomStreams.of(SEED + i);
        if (i % SAMPLE == 0) {
            Optional<EventStream> dispute = stream.firstDispute(EventStream::open);
            if (dispute.isPresent()) {
                return dispute;
            }
        }
        Outcome outcome = stream.naive();
        count(stream, outcome);
        return outcome.equals(stream.by(EventStream::open)) ? Optional.empty() : Optional.of(stream);
    }

    private void count(EventStream stream, Outcome outcome) {
        String verdict = outcome.failure() == null
                ? outcome.verdict().name()
                : outcome.failure().objective().name();
        Map<String, LongAdder> byValue = counts.computeIfAbsent(verdict, key -> new ConcurrentHashMap<>());
        Set<String> values = new HashSet<>();
        switches(stream.phase(), values);
        happenings(stream, values);
        for (String value : values) {
            byValue.computeIfAbsent(value, key -> new LongAdder()).increment();
        }
    }

    private static void switches(Phase phase, Set<String> values) {
        MaximumLoss maximum = phase.maximumLoss();
        values.add("maximum loss: " + kind(maximum.limit()));
        values.add("maximum loss from: " + maximum.reference());
        values.add(
                "lock: " + maximum.lock().map(Lock::trigger).map(trigger -> trigger.isPresent() ? "jumps" : "trails"));
        values.add("payout: " + maximum.payout());
        values.add("daily loss: " + kind(phase.dailyLoss().map(DailyLoss::limit)));
        phase.dailyLoss().ifPresent(daily -> {
            values.add("anchor: " + daily.anchor());
            values.add("judged: " + daily.judged());
            values.add("effect: " + daily.effect());
        });
        values.add("floating loss: " + kind(phase.floatingLoss()));
        values.add("target: " + kind(phase.profitTarget()));
        values.add("best day: "
                + phase.bestDay().map(rule -> rule.measure().name()).orElse("none"));
        TradingDays days = phase.tradingDays();
        values.add("trading days: " + days.counted());
        values.add("trading days: " + (days.minimum() == 0 ? "none" : "some") + " needed");
        days.profit().ifPresent(limit -> values.add("profitable day: " + kind(limit)));
        values.add("time limit: "
                + phase.timeLimit().map(limit -> limit.count().name()).orElse("none"));
        boolean idle = phase.inactivity().flatMap(Inactivity::withoutTrade).isPresent();
        values.add("without trade: " + (idle ? "limited" : "none"));
        values.add("deep loss: "
                + kind(phase.inactivity().flatMap(Inactivity::deepLoss).map(Inactivity.DeepLoss::loss)));
        values.add("breach: " + phase.breachTest());
        values.add("stop required: " + phase.restrictions().stopRequired());
        values.add("sanction: " + phase.restrictions().sanction());
    }

    private static String kind(Optional<Limit> limit) {
        return limit.map(DifferentialTest::kind).orElse("none");
    }

    private static String kind(Limit limit) {
        return limit.getClass().getSimpleName();
    }

    private static void happenings(EventStream stream, Set<String> values) {
        NaiveClock clock = stream.clock();
        values.add("clock: " + clock.clock());
        Instant now = stream.opening();
        for (AccountEvent event : stream.events()) {
            boolean late = event.at().isBefore(now);
            values.add("event: " + event.getClass().getSimpleName());
            if (late) {
                values.add(event instanceof AccountEvent.Marked ? "event: late mark" : "event: late, no mark");
            }
            now = late ? now : event.at();
            if (clock.startOf(clock.dayOf(now)).equals(now)) {
                values.add("event: at midnight");
            }
            if (clock.isLongOrShort(clock.dayOf(now))) {
                values.add("event: on a day of 23 or 25 hours");
            }
        }
    }
}
