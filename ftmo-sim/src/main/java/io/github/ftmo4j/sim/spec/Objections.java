package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.core.gate.AlwaysOpen;
import io.github.ftmo4j.core.gate.BothGates;
import io.github.ftmo4j.core.gate.CodedGate;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What makes a specification a question that is not worth an answer. */
final class Objections {

    private static final int DAYS_TRIED = 366;
    private static final int DAYS_OF_USER_GATES = 14;
    private static final int TRADES_TRIED = 10;
    private static final int TRADES_DRAWN = 100_000;
    private static final int TIMES_DRAWN = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SimulationSpec spec;
    private final Gate blackout;
    private final Gate session;

    private Objections(SimulationSpec spec) {
        this.spec = spec;
        blackout = spec.sizing().blackout();
        session = spec.sizing().session();
    }

    static List<String> of(SimulationSpec spec) {
        Objections objections = new Objections(spec);
        List<String> found = new ArrayList<>();
        objections.addTrailing(found);
        objections.addTimes(found);
        return List.copyOf(found);
    }

    private void addTrailing(List<String> found) {
        String trailing = spec.program().phases().stream()
                .filter(phase -> phase.maximumLoss().reference() == MaximumLoss.Reference.INTRADAY_EQUITY)
                .map(Phase::name)
                .collect(Collectors.joining(", "));
        if (!trailing.isEmpty()
                && spec.positions().path() != TradePath.CLOSES_ONLY
                && !spec.outcomes().hasExcursions()) {
            found.add("the maximum loss of " + trailing
                    + " trails the equity of the day, which results of trades alone do not show: trades must have"
                    + " excursions, as those of withExcursions() have, or path must be CLOSES_ONLY");
        }
    }

    private void addTimes(List<String> found) {
        boolean hasTimes = spec.outcomes().hasTimes();
        spec.positions().hours().ifPresent(hours -> {
            if (hasTimes) {
                found.add("hours must not be set where the outcomes have times of their own, was " + hours);
            } else if (!lieWithinDays(hours)) {
                found.add("hours must lie within the trading days of "
                        + spec.program().name() + ", was " + hours);
            }
        });
        boolean hasHours = spec.positions().hours().isPresent();
        if (!hasTimes && !hasHours && (looksAtTime(blackout) || looksAtTime(session))) {
            found.add("hours must be set where a gate of the sizing looks at the time of day: without them every trade"
                    + " comes up at noon UTC");
        } else if (found.isEmpty() && !(isAlwaysOpen(blackout) && isAlwaysOpen(session))) {
            addClosed(found);
        }
    }

    private static boolean isAlwaysOpen(Gate gate) {
        return gate instanceof AlwaysOpen;
    }

    private boolean lieWithinDays(TradingHours hours) {
        long day = firstDay();
        for (int i = 0; i < DAYS_TRIED; i++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            if (!spec.program().clock().dayOf(at(date, hours, true)).equals(date)
                    || !spec.program()
                            .clock()
                            .dayOf(at(date, hours, false).minusMillis(1))
                            .equals(date)) {
                return false;
            }
            day = spec.calendar().dayAfter(day);
        }
        return true;
    }

    private long firstDay() {
        return spec.start().firstDay(spec.calendar());
    }

    private static Instant at(LocalDate date, TradingHours hours, boolean first) {
        return date.atTime(first ? hours.first() : hours.last())
                .atZone(hours.zone())
                .toInstant();
    }

    /** Tries the first trades of each day of a year, at all times at which they can come up. */
    private void addClosed(List<String> found) {
        List<Integer> drawn = spec.outcomes().hasTimes() ? drawnTimes() : List.of();
        String code = "";
        long day = firstDay();
        for (int i = 0; i < DAYS_TRIED; i++) {
            for (Instant at : instants(LocalDate.ofEpochDay(day), drawn)) {
                for (int trade = 0; trade < TRADES_TRIED; trade++) {
                    Moment moment = new Tried(day, at.toEpochMilli(), trade, i * TRADES_TRIED + trade);
                    Optional<String> closed = blackout.closedBy(moment).or(() -> session.closedBy(moment));
                    if (closed.isEmpty()) {
                        return;
                    }
                    code = code.isEmpty() ? closed.orElseThrow() : code;
                }
            }
            day = spec.calendar().dayAfter(day);
        }
        String when = spec.positions()
                .hours()
                .map(TradingHours::toString)
                .orElse(spec.outcomes().hasTimes() ? "times of the outcomes" : "noon UTC");
        found.add("the gates of the sizing are closed whenever a trade comes up in a year (" + when
                + "), so that no trade can be taken: " + code);
    }

    private List<Instant> instants(LocalDate date, List<Integer> drawn) {
        if (spec.outcomes().hasTimes()) {
            Instant start = spec.program().clock().startOf(date);
            return drawn.stream().map(start::plusSeconds).toList();
        }
        if (spec.positions().hours().isEmpty()) {
            return List.of(Instant.ofEpochMilli(spec.calendar().timeOfTrades(date.toEpochDay())));
        }
        TradingHours hours = spec.positions().hours().orElseThrow();
        if (hours instanceof TradingHours.Drawn some) {
            return some.times().stream()
                    .distinct()
                    .map(time -> date.atTime(time).atZone(hours.zone()).toInstant())
                    .toList();
        }
        Instant last = at(date, hours, false);
        return Stream.iterate(at(date, hours, true), at -> at.isBefore(last), at -> at.plus(MINUTE))
                .toList();
    }

    /** Some of the opening times of a model that states them, in seconds after the beginning of the day. */
    private List<Integer> drawnTimes() {
        RandomStream random = new RandomStream(0, 0, 0, 0, Purpose.TIME);
        OutcomeSampler sampler = spec.outcomes().start();
        Outcome outcome = new Outcome();
        Set<Integer> times = new TreeSet<>();
        int left = TRADES_DRAWN;
        while (left > 0 && times.size() < TIMES_DRAWN) {
            int trades = sampler.startDay(random);
            int tried = trades == OutcomeSampler.NO_DAYS ? 1 : Math.min(trades, left);
            for (int trade = 0; trade < tried; trade++) {
                sampler.next(random, outcome);
                times.add(outcome.opensAt());
            }
            left -= 1 + Math.max(0, tried);
        }
        return List.copyOf(times);
    }

    /** Whether a gate can be open at one time of a day and closed at another. */
    private boolean looksAtTime(Gate gate) {
        if (gate instanceof BothGates both) {
            return looksAtTime(both.first()) || looksAtTime(both.second());
        }
        if (gate instanceof CodedGate coded) {
            return looksAtTime(coded.gate());
        }
        if (gate instanceof Sessions
                || gate instanceof NewsBlackout
                || gate instanceof MarketHours
                || gate instanceof MarketBreaks) {
            return true;
        }
        return !(gate instanceof AlwaysOpen) && changesWithinADay(gate);
    }

    /** A gate of a user is tried out. */
    private boolean changesWithinADay(Gate gate) {
        long day = firstDay();
        for (int i = 0; i < DAYS_OF_USER_GATES; i++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            Instant at = spec.program().clock().startOf(date);
            Instant end = spec.program().clock().startOf(date.plusDays(1));
            boolean open = gate.isOpen(moment(at));
            for (; at.isBefore(end); at = at.plus(MINUTE)) {
                if (gate.isOpen(moment(at)) != open) {
                    return true;
                }
            }
            day = spec.calendar().dayAfter(day);
        }
        return false;
    }

    /** The first trade of a phase. */
    private Moment moment(Instant at) {
        return Moment.of(at, spec.program().clock());
    }

    private record Tried(long day, long epochMilli, int tradeOfDay, int tradeOfPhase) implements Moment {}
}
