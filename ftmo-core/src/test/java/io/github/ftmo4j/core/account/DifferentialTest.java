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
import io.github.ftmo4j.core.time.TradingDayClock;
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

/**
 * The engine against the definitions of {@link NaiveRules}, for every verdict under every switch, and for marks a minor
 * unit above, on and below every floor under every switch.
 */
class DifferentialTest {

    private static final long SEED = 20_260_206;
    private static final long MANY = 1_000_000;
    private static final long STREAMS = Long.getLong("ftmo.differential.streams", MANY);

    /** One stream in so many is compared after every event of it, the others at their end. */
    private static final long SAMPLE = 16;

    /** How many streams at least come to each verdict under each value of a switch. */
    private static final long QUOTA = STREAMS < MANY ? 0 : 1_000;

    /** How many streams at least are marked at each of these distances from each floor under each value of a switch. */
    private static final long MARK_QUOTA = STREAMS < MANY ? 0 : 150;

    private static final int FLOORS = 3;
    private static final int MARKS = 3;

    /** What cannot be. All other verdicts and marks must be reached under all other values. */
    private static final Map<String, List<String>> IMPOSSIBLE = Map.ofEntries(
            Map.entry("PAUSED", List.of("daily loss: none", "judged: AT_CLOSE", "effect: FAIL")),
            Map.entry("PASSED", List.of("target: none", "event: PaidOut")),
            Map.entry("DAILY_LOSS", List.of("daily loss: none", "effect: PAUSE")),
            Map.entry("FLOATING_LOSS", List.of("floating loss: none")),
            Map.entry("TIME_LIMIT", List.of("time limit: none")),
            Map.entry("INACTIVITY", List.of("without trade: none")),
            Map.entry("DEEP_LOSS", List.of("deep loss: none")),
            Map.entry("RESTRICTION", List.of("sanction: WARN")),
            Map.entry("daily floor -1", List.of("daily loss: none")),
            Map.entry("daily floor 0", List.of("daily loss: none")),
            Map.entry("daily floor +1", List.of("daily loss: none")),
            Map.entry("floating floor -1", List.of("floating loss: none")),
            Map.entry("floating floor 0", List.of("floating loss: none")),
            Map.entry("floating floor +1", List.of("floating loss: none")));

    private final Map<String, Map<String, LongAdder>> verdicts = new ConcurrentHashMap<>();
    private final Map<String, Map<String, LongAdder>> marks = new ConcurrentHashMap<>();

    @Test
    void engineAndDefinitionsAgree() {
        Optional<EventStream> dispute = LongStream.range(0, STREAMS)
                .parallel()
                .mapToObj(this::dispute)
                .flatMap(Optional::stream)
                .findAny()
                .map(stream -> stream.minimised(EventStream::open));
        assertThat(dispute.map(stream -> stream.report(EventStream::open))).isEmpty();

        assertThat(verdicts).hasSize(Verdict.values().length - 1 + Objective.values().length);
        assertThat(tooFew(verdicts, QUOTA)).isEmpty();
        assertThat(marks).hasSize(FLOORS * MARKS);
        assertThat(tooFew(marks, MARK_QUOTA)).isEmpty();
    }

    private static List<String> tooFew(Map<String, Map<String, LongAdder>> counts, long quota) {
        Set<String> values = new TreeSet<>();
        counts.values().forEach(byValue -> values.addAll(byValue.keySet()));
        List<String> tooFew = new ArrayList<>();
        new TreeMap<>(counts).forEach((what, byValue) -> {
            Set<String> impossible = new HashSet<>(IMPOSSIBLE.getOrDefault(what, List.of()));
            for (String value : values) {
                long count = byValue.getOrDefault(value, new LongAdder()).sum();
                if (impossible.contains(value) ? count > 0 : count < quota) {
                    tooFew.add(what + " with " + value + ": " + count);
                }
            }
        });
        return tooFew;
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
        Set<String> marked = new HashSet<>();
        boolean agreed = outcome.equals(stream.by((phase, at, clock) -> new Watched(phase, at, clock, marked)));
        String verdict = outcome.failure() == null
                ? outcome.verdict().name()
                : outcome.failure().objective().name();
        Set<String> values = new HashSet<>();
        switches(stream.phase(), values);
        marked.forEach(mark -> count(mark, values, marks));
        happenings(stream, values);
        count(verdict, values, verdicts);
        return agreed ? Optional.empty() : Optional.of(stream);
    }

    private static void count(String what, Set<String> values, Map<String, Map<String, LongAdder>> counts) {
        Map<String, LongAdder> byValue = counts.computeIfAbsent(what, key -> new ConcurrentHashMap<>());
        for (String value : values) {
            byValue.computeIfAbsent(value, key -> new LongAdder()).increment();
        }
    }

    /** The engine, and how far from the highest floor the marks were that it judged, if it was a minor unit at most. */
    private static final class Watched implements EventStream.Engine.Running {

        private final EventStream.Engine.Running account;
        private final Set<String> marks;
        private Verdict verdict = Verdict.ONGOING;
        private Instant now;

        Watched(Phase phase, Instant at, TradingDayClock clock, Set<String> marks) {
            this.account = EventStream.open(phase, at, clock);
            this.marks = marks;
            this.now = at;
        }

        @Override
        public Assessment accept(AccountEvent event) {
            Assessment after = account.accept(event);
            if (event instanceof AccountEvent.Marked marked
                    && verdict == Verdict.ONGOING
                    && !marked.at().isBefore(now)
                    && after.failure()
                            .map(Failure::equity)
                            .orElse(marked.equity())
                            .equals(marked.equity())) {
                note(marked.equity().minorUnits());
            }
            verdict = after.verdict();
            now = after.asOf();
            return after;
        }

        /** A mark that moves a floor is far above it, so that the floors are those under which it was judged. */
        private void note(long equity) {
            long daily = view().dailyLossFloor();
            long maximum = view().maximumLossFloor();
            long floating = view().floatingLossFloor();
            long highest = Math.max(daily, Math.max(maximum, floating));
            long above = equity - highest;
            if (Math.abs(above) <= 1) {
                String mark = " " + (above > 0 ? "+1" : above);
                if (daily == highest) {
                    marks.add("daily floor" + mark);
                }
                if (maximum == highest) {
                    marks.add("maximum floor" + mark);
                }
                if (floating == highest) {
                    marks.add("floating floor" + mark);
                }
            }
        }

        @Override
        public AccountView view() {
            return account.view();
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
