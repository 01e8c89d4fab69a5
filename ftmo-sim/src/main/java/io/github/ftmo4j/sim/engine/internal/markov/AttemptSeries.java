package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.odds.AttemptEnd;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The attempts of one account until one passes or no more are made, and what they cost. Attempts are independent, so
 * that a distribution over what the next one depends on is moved on attempt by attempt: the phase with which it starts,
 * how many resets and free attempts there were, and, where it matters, its first day and that of the purchase.
 */
final class AttemptSeries {

    private static final AttemptEnd[] ENDS = AttemptEnd.values();

    /** Less mass than this share of the tolerance is not followed. */
    private static final double SHARE = 0x1p-20;

    private final JourneySpec journey;
    private final Fee fee;
    private final Attempts attempts;
    private final StartDays startDays;
    private final Effort effort;
    private final double negligible;

    // in minor units of the account's currency
    private final double price;
    private final double reset;
    private final double monthly;

    /** Whether anything depends on when an attempt starts; if not, all start on the first day. */
    private final boolean dated;

    /** The trading days from the first one. */
    private final List<Long> dates = new ArrayList<>();

    private final TradingCalendar calendar;
    private final Map<List<Long>, Ends> known = new HashMap<>();

    private Map<Place, Mass> now = new HashMap<>();
    private Map<Place, Mass> next = new HashMap<>();
    private final Map<Integer, Double> funded = new TreeMap<>();
    private double fundedMass;
    private double fundedDays;
    private double cost;
    private double made;
    private double error;

    /**
     * What the next attempt depends on.
     *
     * @param phase the index of the phase with which it starts
     * @param resets how many resets there were in a row
     * @param free how many free attempts there were in a row
     * @param start the index of its first day
     * @param bought the day of the purchase in days since 1970-01-01, zero where nothing is due monthly
     */
    private record Place(int phase, int resets, int free, int start, long bought) {}

    /** The probability to be at a place, and the mean number of trading days before it times that. */
    private static final class Mass {
        private double mass;
        private double days;
    }

    /**
     * How an attempt ends, by the number of its days.
     *
     * @param free followed by a free attempt from each phase, if there is one left
     * @param again followed by an attempt that costs
     */
    private record Ends(double[] passed, double[][] free, double[] again, double error) {}

    /**
     * The attempts of a journey.
     *
     * @param dated whether the funded account depends on its first day
     */
    AttemptSeries(
            JourneySpec journey,
            Attempts attempts,
            StartDays startDays,
            Effort effort,
            double tolerance,
            boolean dated) {
        this.journey = journey;
        this.attempts = attempts;
        this.startDays = startDays;
        this.effort = effort;
        fee = journey.fee();
        price = cents(Optional.of(fee.price()));
        reset = cents(fee.reset());
        monthly = cents(fee.monthly());
        negligible = tolerance * SHARE;
        calendar = journey.trading().calendar();
        long firstDay = journey.trading().start().firstDay(calendar);
        dates.add(firstDay);
        this.dated = dated
                || monthly > 0
                || journey.trading().program().phases().stream().anyMatch(startDays::matter);
        run();
    }

    private double cents(Optional<Money> amount) {
        return amount.map(each -> (double) journey.converted(each).minorUnits()).orElse(0.0);
    }

    private void run() {
        if (journey.trading().start() instanceof RunningStart running) {
            Place first = new Place(
                    0, 0, 0, 0, monthly > 0 ? running.state().firstDay().toEpochDay() : 0);
            mass(now, first).mass = 1;
            made = 1;
            follow(first, mass(now, first), ends(attempts.started()), journey.attempts() > 1);
            turn();
        } else {
            buy(now, 0, 1, 0);
        }
        for (int i = made > 0 ? 2 : 1; i <= journey.attempts() && !now.isEmpty(); i++) {
            effort.visit(now.size(), "attempts", i);
            for (Map.Entry<Place, Mass> each : now.entrySet()) {
                effort.step();
                Mass mass = each.getValue();
                if (mass.mass < negligible) {
                    error += mass.mass;
                } else {
                    made += mass.mass;
                    follow(each.getKey(), mass, ends(each.getKey()), i < journey.attempts());
                }
            }
            turn();
        }
    }

    private void turn() {
        Map<Place, Mass> done = now;
        now = next;
        next = done;
        next.clear();
    }

    private static Mass mass(Map<Place, Mass> masses, Place place) {
        return masses.computeIfAbsent(place, any -> new Mass());
    }

    private void add(Map<Place, Mass> masses, Place place, double mass, double days) {
        Mass to = mass(masses, place);
        to.mass += mass;
        to.days += days;
    }

    private void buy(Map<Place, Mass> masses, int start, double mass, double days) {
        cost += mass * price;
        add(masses, new Place(0, 0, 0, start, monthly > 0 ? date(start) : 0), mass, days);
    }

    private Ends ends(Place place) {
        List<Long> key = new ArrayList<>(List.of((long) place.phase));
        List<Phase> phases = journey.trading().program().phases();
        for (Phase phase : phases.subList(place.phase, phases.size())) {
            key.add(startDays.key(phase, date(place.start)));
        }
        Ends ends = known.get(key);
        if (ends == null) {
            ends = ends(attempts.from(place.phase, date(place.start)));
            known.put(key, ends);
        }
        return ends;
    }

    private Ends ends(AttemptLaw law) {
        Fee.FreeRetry.After freeAfter =
                fee.freeRetry().map(Fee.FreeRetry::after).orElse(null);
        double[][] free = new double[law.timeOutsInProfit().length][0];
        double[] again = new double[0];
        double[] passed = new double[0];
        for (AttemptEnd end : ENDS) {
            double[] masses = law.days().getOrDefault(end, passed);
            if (end == AttemptEnd.PASSED) {
                passed = masses;
            } else if (freeAfter == Fee.FreeRetry.After.ANY_FAILURE && end.isFailure()) {
                free[0] = sum(free[0], masses, 1);
            } else {
                again = sum(again, masses, 1);
            }
        }
        if (freeAfter == Fee.FreeRetry.After.TIME_LIMIT_IN_PROFIT) {
            for (int phase = 0; phase < free.length; phase++) {
                free[phase] = law.timeOutsInProfit()[phase];
                again = sum(again, free[phase], -1);
            }
        }
        return new Ends(passed, free, again, law.error());
    }

    private static double[] sum(double[] a, double[] b, double times) {
        double[] sum = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (int i = 0; i < b.length; i++) {
            sum[i] = Math.max(0, sum[i] + times * b[i]);
        }
        return sum;
    }

    private void follow(Place from, Mass mass, Ends ends, boolean mayTryAgain) {
        error += mass.mass * ends.error;
        for (int days = 0; days < ends.passed.length; days++) {
            double part = mass.mass * ends.passed[days];
            if (part > 0) {
                cost += part * due(from, days);
                fundedMass += part;
                fundedDays += part * (mass.days / mass.mass + days);
                funded.merge(startAfter(from, days), part, Double::sum);
            }
        }
        for (int phase = 0; phase < ends.free.length; phase++) {
            tryAgain(from, mass, ends.free[phase], phase, mayTryAgain);
        }
        tryAgain(from, mass, ends.again, -1, mayTryAgain);
    }

    /** Goes on after masses that did not pass, free from a phase unless that is below zero. */
    private void tryAgain(Place from, Mass mass, double[] masses, int freeFrom, boolean mayTryAgain) {
        boolean isFree = freeFrom >= 0
                && fee.freeRetry().filter(retry -> from.free < retry.most()).isPresent();
        for (int days = 0; days < masses.length; days++) {
            double part = mass.mass * masses[days];
            if (part > 0) {
                cost += part * due(from, days);
            }
            if (part <= negligible || !mayTryAgain) {
                error += mayTryAgain ? part : 0;
                continue;
            }
            double before = part * (mass.days / mass.mass + days);
            int start = startAfter(from, days);
            if (isFree) {
                add(next, new Place(freeFrom, from.resets, from.free + 1, start, from.bought), part, before);
            } else if (reset > 0 && from.resets < journey.resets()) {
                cost += part * reset;
                add(next, new Place(0, from.resets + 1, from.free, start, from.bought), part, before);
            } else {
                buy(next, start, part, before);
            }
        }
    }

    /** The index of the first day after an attempt. */
    private int startAfter(Place place, int days) {
        return dated ? place.start + Math.max(1, days) : 0;
    }

    /** What the months cost that begin during an attempt. */
    private double due(Place place, int days) {
        if (monthly == 0) {
            return 0;
        }
        LocalDate bought = LocalDate.ofEpochDay(place.bought);
        long paidUpTo = place.start == 0 ? date(0) - 1 : date(place.start - 1);
        return monthly
                * (Fee.monthsDue(bought, LocalDate.ofEpochDay(date(startAfter(place, days) - 1)))
                        - Fee.monthsDue(bought, LocalDate.ofEpochDay(paidUpTo)));
    }

    /** The trading day with an index, in days since 1970-01-01. */
    long date(int index) {
        while (dates.size() <= index) {
            dates.add(calendar.dayAfter(dates.get(dates.size() - 1)));
        }
        return dates.get(index);
    }

    /** The probability that the account is funded. */
    double fundedMass() {
        return fundedMass;
    }

    /** The probability that the account is funded, by the index of the first day of the funded account. */
    Map<Integer, Double> funded() {
        return funded;
    }

    /** The mean number of trading days of journeys until they are funded, zero for the others. */
    double fundedDays() {
        return fundedDays;
    }

    /** The mean of prices, resets and months, minor units. */
    double cost() {
        return cost;
    }

    /** The mean number of attempts. */
    double made() {
        return made;
    }

    /** The bound on the error of each probability, and of their sum. */
    double error() {
        return error;
    }
}
