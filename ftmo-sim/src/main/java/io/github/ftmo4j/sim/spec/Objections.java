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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What makes a specification a question that is not worth an answer. */
final class Objections {

    private static final int DAYS_TRIED = 366;
    private static final int DAYS_OF_USER_GATES = 14;
    private static final Duration STEP = Duration.ofMinutes(15);

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
        if (hasTimes || !(looksAtTime(blackout) || looksAtTime(session))) {
            return;
        }
        if (spec.positions().hours().isEmpty()) {
            found.add("hours must be set where a gate of the sizing looks at the time of day: without them every trade"
                    + " comes up at noon UTC");
        } else if (found.isEmpty() && !everOpen(spec.positions().hours().orElseThrow())) {
            found.add("the gates of the sizing are closed at all hours "
                    + spec.positions().hours().orElseThrow() + " of a year, so that no trade can be taken: "
                    + closedBy());
        }
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

    private boolean everOpen(TradingHours hours) {
        long day = firstDay();
        for (int i = 0; i < DAYS_TRIED; i++) {
            for (Instant at : instants(LocalDate.ofEpochDay(day), hours)) {
                Moment moment = moment(at);
                if (blackout.isOpen(moment) && session.isOpen(moment)) {
                    return true;
                }
            }
            day = spec.calendar().dayAfter(day);
        }
        return false;
    }

    private static List<Instant> instants(LocalDate date, TradingHours hours) {
        if (hours instanceof TradingHours.Drawn drawn) {
            return drawn.times().stream()
                    .distinct()
                    .map(time -> date.atTime(time).atZone(hours.zone()).toInstant())
                    .toList();
        }
        List<Instant> instants = new ArrayList<>();
        ZonedDateTime last = date.atTime(hours.last()).atZone(hours.zone());
        for (ZonedDateTime time = date.atTime(hours.first()).atZone(hours.zone());
                time.isBefore(last);
                time = time.plus(Duration.ofMinutes(1))) {
            instants.add(time.toInstant());
        }
        return instants;
    }

    private String closedBy() {
        TradingHours hours = spec.positions().hours().orElseThrow();
        Instant at = at(LocalDate.ofEpochDay(firstDay()), hours, true);
        Moment moment = moment(at);
        return blackout.closedBy(moment).or(() -> session.closedBy(moment)).orElse("GATE_CLOSED");
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
            for (; at.isBefore(end); at = at.plus(STEP)) {
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
}
