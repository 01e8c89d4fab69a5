package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Some weeks of an account as its broker keeps it, random but consistent: every change of the balance has a deal, no
 * two of them are of one instant, and nothing is closed that was not opened. The same life is given as events, as deals
 * and as the books after every step.
 *
 * <p>Midnights are those of Prague. Many lives contain the days of 23 and of 25 hours.
 */
final class BrokerLife {

    /** Which feed the life is for. */
    enum Feed {

        /** All kinds of changes. */
        DEALS,

        /**
         * The changes that can be told from snapshots alone. Left out is what has several readings: money paid in where
         * the phase has a target, money paid out, a gain without a trade where it has none, rewards, a close without a
         * result, a smaller position opened right after a whole one was closed (it may be the rest under a new ticket),
         * and changes between the last poll of a day and the first of the next.
         */
        SNAPSHOTS
    }

    private static final TradingDayClock CLOCK = TradingDayClock.prague();
    private static final Duration AROUND_MIDNIGHT = Duration.ofSeconds(2);

    private final long seed;
    private final Phase phase;
    private final Instant opening;
    private final List<Step> steps;

    private BrokerLife(long seed, Phase phase, Instant opening, List<Step> steps) {
        this.seed = seed;
        this.phase = phase;
        this.opening = opening;
        this.steps = List.copyOf(steps);
    }

    /**
     * What happened at one instant. A step without a deal is a reading.
     *
     * @param events what happened, in the form of events
     * @param deal the same as a deal
     * @param after the books after it
     */
    record Step(Instant at, List<AccountEvent> events, Optional<Deal> deal, Books after) {
        boolean isReading() {
            return deal.isEmpty();
        }
    }

    /**
     * The books of the broker.
     *
     * @param equity without the credit
     * @param listed the positions under the tickets that the broker lists
     */
    record Books(Money balance, Money equity, Money credit, List<Position> listed) {
        Snapshot snapshot(Instant at) {
            return new Snapshot(at, balance, equity.plus(credit), listed).withCredit(credit);
        }

        AccountEvent.Marked mark(Instant at) {
            return new AccountEvent.Marked(at, equity);
        }
    }

    static BrokerLife of(long seed, Phase phase, Feed feed) {
        Broker broker = new Broker(new Random(seed * 0x9E3779B97F4A7C15L), phase, feed);
        broker.live();
        return new BrokerLife(seed, phase, broker.opening, broker.steps);
    }

    Phase phase() {
        return phase;
    }

    Instant opening() {
        return opening;
    }

    List<Step> steps() {
        return steps;
    }

    Instant end() {
        return steps.get(steps.size() - 1).at();
    }

    /** Whether a day of the life has 23 or 25 hours. */
    boolean changesTheClocks() {
        LocalDate last = CLOCK.dayOf(end());
        return CLOCK.dayOf(opening)
                .datesUntil(last.plusDays(1))
                .anyMatch(day -> !Duration.between(CLOCK.startOf(day), CLOCK.startOf(day.plusDays(1)))
                        .equals(Duration.ofDays(1)));
    }

    @Override
    public String toString() {
        return "life " + seed + " of " + phase + " from " + opening + "\n"
                + steps.stream()
                        .map(step -> step.at() + " "
                                + step.deal().map(BrokerLife::line).orElse("reading") + " -> "
                                + step.after().balance() + " / " + step.after().equity())
                        .collect(Collectors.joining("\n"));
    }

    private static String line(Deal deal) {
        return deal.id() + " " + deal.kind()
                + deal.positionId().map(id -> " " + id).orElse("") + " " + deal.lots() + " " + deal.net();
    }

    /** Keeps the account and writes down what happens. */
    private static final class Broker {

        private static final long LOWEST_EQUITY = 40_000_00;
        private static final long RISK_PER_LOT = 900_00;

        private final Random random;
        private final Phase phase;
        private final boolean bySnapshots;
        private final boolean hasTarget;
        private final Instant opening;
        private final List<Step> steps = new ArrayList<>();
        private final Map<String, Open> open = new LinkedHashMap<>();
        private final Map<String, Integer> lives = new LinkedHashMap<>();

        private final boolean net;
        private final boolean commissionApart;
        private final boolean swapsApart;
        private final boolean newTickets;
        private final double drift;
        private final double size;

        private long balance;
        private long credit;
        private long cashFlows;
        private Instant now;
        private int lastId = 1000;
        private int lastDeal = 5000;
        private int justClosedLots;

        /** A position: its id among the deals, its id in the form of events, and the ticket that is listed. */
        private static final class Open {
            private final String id;
            private final String eventId;
            private String ticket;
            private int hundredths;
            private long floating;
            private Optional<Long> atStop;

            private Open(String id, String eventId, int hundredths, Optional<Long> atStop) {
                this.id = id;
                this.eventId = eventId;
                this.ticket = id;
                this.hundredths = hundredths;
                this.atStop = atStop;
            }
        }

        private Broker(Random random, Phase phase, Feed feed) {
            this.random = random;
            this.phase = phase;
            this.bySnapshots = feed == Feed.SNAPSHOTS;
            this.hasTarget = phase.profitTarget().isPresent();
            this.balance = phase.initialBalance().minorUnits();
            LocalDate first = List.of("2026-03-23", "2026-10-20", "2026-01-12", "2026-06-01").stream()
                    .map(LocalDate::parse)
                    .toList()
                    .get(random.nextInt(4))
                    .plusDays(random.nextInt(4));
            this.opening = CLOCK.startOf(first).plusMillis(1 + random.nextInt(80_000_000));
            this.now = opening;
            this.net = random.nextInt(3) == 0;
            this.commissionApart = random.nextBoolean();
            this.swapsApart = random.nextBoolean();
            this.newTickets = !net && random.nextBoolean();
            this.drift = random.nextGaussian() * 0.4 + 0.12;
            this.size = 0.4 + 1.2 * random.nextDouble();
        }

        private void live() {
            int length = 10 + random.nextInt(90);
            for (int i = 0; i < length; i++) {
                pass();
                step();
            }
            pass();
            reading();
        }

        private void step() {
            int draw = random.nextInt(100);
            if (open.isEmpty()) {
                if (draw < 66) {
                    enter();
                } else if (draw < 72) {
                    charge();
                } else if (draw < 77) {
                    flow();
                } else if (draw < 80) {
                    changeCredit();
                } else if (draw < 84) {
                    reward();
                } else {
                    reading();
                }
            } else if (draw < 13 && open.size() < 4) {
                enter();
            } else if (draw < 22) {
                add();
            } else if (draw < 34) {
                exit(true);
            } else if (draw < 60) {
                exit(false);
            } else if (draw < 65 && net) {
                reverse();
            } else if (draw < 68) {
                charge();
            } else if (draw < 71) {
                flow();
            } else if (draw < 73) {
                changeCredit();
            } else {
                reading();
            }
        }

        /** Time passes, over midnights at which swaps are booked, and prices move. */
        private void pass() {
            Instant next = next();
            while (true) {
                Instant midnight = CLOCK.startOf(CLOCK.dayOf(now).plusDays(1));
                if (midnight.isAfter(next)) {
                    break;
                }
                movePrices();
                Instant swapAt = midnight.plusMillis(bySnapshots ? 20 + random.nextInt(900) : random.nextInt(4) - 1);
                boolean due = swapsApart && !open.isEmpty() && swapAt.isAfter(now) && random.nextInt(3) > 0;
                if (due) {
                    now = swapAt;
                    for (Open position : List.copyOf(open.values())) {
                        swap(position);
                    }
                }
                now = latest(now, midnight);
                if (next.isBefore(now.plusMillis(5))) {
                    next = now.plusMillis(bySnapshots ? 1_500 : 5);
                }
            }
            now = next;
            movePrices();
        }

        private static Instant latest(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        private Instant next() {
            int draw = random.nextInt(100);
            Instant next;
            if (draw < 55) {
                next = now.plusMillis(5 + random.nextInt(600_000));
            } else if (draw < 82) {
                next = now.plusMillis(600_000 + random.nextInt(18_000_000));
            } else if (draw < 97) {
                Instant midnight = CLOCK.startOf(CLOCK.dayOf(now).plusDays(1));
                long off = random.nextBoolean() ? random.nextInt(5) - 2 : random.nextInt(20_000) - 10_000;
                next = midnight.plusMillis(off);
            } else {
                next = now.plus(Duration.ofDays(1 + random.nextInt(5))).plusMillis(random.nextInt(40_000_000));
            }
            next = latest(next, now.plusMillis(5));
            return bySnapshots ? awayFromMidnight(next) : next;
        }

        private static Instant awayFromMidnight(Instant at) {
            Instant before = CLOCK.startOf(CLOCK.dayOf(at.plus(AROUND_MIDNIGHT)));
            boolean near = Duration.between(before, at).abs().compareTo(AROUND_MIDNIGHT) <= 0;
            return near ? before.plus(AROUND_MIDNIGHT).plusMillis(1_000) : at;
        }

        private void movePrices() {
            for (Open position : open.values()) {
                double shock = random.nextInt(12) == 0 ? 4 : 1;
                double move = (random.nextGaussian() * shock + drift) * 300_00 * size * position.hundredths / 100;
                position.floating += Math.round(move);
            }
            long equity = balance + floating();
            if (equity < LOWEST_EQUITY && !open.isEmpty()) {
                open.values().iterator().next().floating += LOWEST_EQUITY - equity;
            }
        }

        private long floating() {
            return open.values().stream()
                    .mapToLong(position -> position.floating)
                    .sum();
        }

        private void enter() {
            String id = net ? List.of("ESH6", "NQH6", "GCJ6").get(random.nextInt(3)) : Integer.toString(++lastId);
            if (open.containsKey(id)) {
                add();
                return;
            }
            int hundredths = 1 + random.nextInt(250);
            if (bySnapshots && justClosedLots > 0) {
                hundredths = justClosedLots + random.nextInt(20);
            }
            Open position = new Open(id, nextEventId(id), hundredths, stop(hundredths));
            long cost = cost(hundredths);
            long with = commissionApart ? 0 : cost;
            open.put(id, position);
            balance += with;
            List<AccountEvent> events = new ArrayList<>();
            events.add(new AccountEvent.Opened(now, shown(position, position.eventId)));
            if (with != 0) {
                events.add(booked(position, with));
            }
            write(Deal.entry(dealId(), now, id, lots(hundredths), money(0)).withCommission(money(with)), events);
            if (commissionApart && cost != 0) {
                later();
                balance += cost;
                write(ofPosition(position, Deal.Kind.BOOKING, cost), List.of(booked(position, cost)));
            }
        }

        private Optional<Long> stop(int hundredths) {
            return random.nextInt(6) == 0 ? Optional.empty() : Optional.of(-RISK_PER_LOT * hundredths / 100);
        }

        private long cost(int hundredths) {
            return random.nextInt(5) == 0 ? 0 : -Math.max(1, 5_00L * hundredths / 100);
        }

        private String nextEventId(String id) {
            int life = lives.merge(id, 1, Integer::sum);
            return life == 1 ? id : id + "#" + life;
        }

        private void add() {
            Open position = any();
            int more = 1 + random.nextInt(100);
            long cost = cost(more);
            position.hundredths += more;
            position.atStop = position.atStop.map(profit -> profit - RISK_PER_LOT * more / 100);
            balance += cost;
            write(
                    Deal.entry(dealId(), now, position.id, lots(more), money(0)).withFee(money(cost)),
                    List.of(changed(position, cost)));
        }

        private void exit(boolean inPart) {
            Open position = any();
            int closed = inPart ? 1 + random.nextInt(position.hundredths) : position.hundredths;
            Result result = result(position, closed);
            Deal deal = result.of(Deal.exit(dealId(), now, position.id, lots(closed), money(result.profit())));
            position.hundredths -= closed;
            position.floating -= result.profit();
            balance += result.net();
            if (position.hundredths == 0) {
                open.remove(position.id);
                write(deal, List.of(new AccountEvent.Closed(now, position.eventId, money(result.net()))));
                justClosedLots = closed;
                return;
            }
            int rest = position.hundredths;
            position.atStop = position.atStop.map(profit -> profit * rest / (rest + closed));
            if (newTickets) {
                position.ticket = Integer.toString(++lastId);
            }
            write(deal, List.of(changed(position, result.net())));
        }

        private void reverse() {
            Open position = any();
            int more = 1 + random.nextInt(150);
            Result result = result(position, position.hundredths);
            Deal deal = result.of(Deal.reversal(
                    dealId(), now, position.id, lots(position.hundredths + more), money(result.profit())));
            if (bySnapshots) {
                // a list of net positions shows no side
                reading();
                return;
            }
            balance += result.net();
            Open other = new Open(position.id, nextEventId(position.id), more, stop(more));
            open.put(position.id, other);
            write(
                    deal,
                    List.of(
                            new AccountEvent.Closed(now, position.eventId, money(result.net())),
                            new AccountEvent.Opened(now, shown(other, other.eventId))));
        }

        /** What a close earns: by the price, and its costs. */
        private record Result(long profit, long commission, long swap, Money zero) {
            long net() {
                return profit + commission + swap;
            }

            Deal of(Deal deal) {
                return deal.withCommission(zero.withMinorUnits(commission)).withSwap(zero.withMinorUnits(swap));
            }
        }

        private Result result(Open position, int closed) {
            long profit = position.floating * closed / position.hundredths;
            long commission = cost(closed);
            long swap = swapsApart || random.nextBoolean() ? 0 : random.nextInt(400) - 300;
            if (bySnapshots && profit + commission + swap == 0) {
                profit++;
            }
            return new Result(profit, commission, swap, money(0));
        }

        private void swap(Open position) {
            long amount = random.nextInt(900) - 700L;
            if (amount != 0 && !(bySnapshots && amount > 0 && !hasTarget)) {
                balance += amount;
                write(ofPosition(position, Deal.Kind.BOOKING, amount), List.of(booked(position, amount)));
                later();
            }
        }

        private void charge() {
            long amount = random.nextInt(60_00) - 50_00L;
            if (amount == 0 || (bySnapshots && amount > 0 && !hasTarget)) {
                reading();
                return;
            }
            balance += amount;
            write(
                    Deal.booking(dealId(), now, Deal.Kind.BOOKING, money(amount)),
                    List.of(new AccountEvent.Booked(now, money(amount))));
        }

        private void flow() {
            long amount = 1L + random.nextInt(2_500_00);
            boolean out = random.nextBoolean() && balance + floating() - amount > LOWEST_EQUITY;
            if (bySnapshots && (hasTarget || out)) {
                reading();
                return;
            }
            long signed = out ? -amount : amount;
            balance += signed;
            cashFlows += signed;
            write(
                    Deal.booking(dealId(), now, Deal.Kind.CASH_FLOW, money(signed)),
                    List.of(new AccountEvent.CashFlow(now, money(signed))));
        }

        private void reward() {
            long profit = balance - cashFlows - phase.initialBalance().minorUnits();
            if (bySnapshots || hasTarget || profit < 2) {
                reading();
                return;
            }
            long amount = 1 + (long) (random.nextDouble() * (profit - 1));
            balance -= amount;
            write(
                    Deal.booking(dealId(), now, Deal.Kind.REWARD, money(-amount)),
                    List.of(new AccountEvent.PaidOut(now, money(amount))));
        }

        private void changeCredit() {
            long before = credit;
            credit = random.nextInt(3) == 0 ? 0 : random.nextInt(3_000_00);
            write(Deal.booking(dealId(), now, Deal.Kind.CREDIT, money(credit - before)), List.of());
        }

        private void reading() {
            if (!open.isEmpty() && random.nextInt(5) == 0) {
                Open position = any();
                position.atStop = position.atStop.map(profit -> random.nextInt(4) == 0 ? 0 : profit / 2);
            }
            steps.add(new Step(now, List.of(), Optional.empty(), books()));
            justClosedLots = 0;
        }

        private void write(Deal deal, List<AccountEvent> events) {
            steps.add(new Step(now, List.copyOf(events), Optional.of(deal), books()));
            justClosedLots = 0;
        }

        /** Some milliseconds later. */
        private void later() {
            now = now.plusMillis(5 + random.nextInt(300));
        }

        private Books books() {
            List<Position> listed = open.values().stream()
                    .map(position -> shown(position, position.ticket))
                    .toList();
            return new Books(money(balance), money(balance + floating()), money(credit), listed);
        }

        private Open any() {
            List<Open> all = List.copyOf(open.values());
            return all.get(random.nextInt(all.size()));
        }

        private Position shown(Open position, String id) {
            return new Position(id, position.hundredths / 100.0, position.atStop.map(this::money));
        }

        private AccountEvent changed(Open position, long profit) {
            return new AccountEvent.Changed(now, shown(position, position.eventId), money(profit));
        }

        private AccountEvent booked(Open position, long amount) {
            return new AccountEvent.Booked(now, money(amount), Optional.empty(), Optional.of(position.eventId));
        }

        private Deal ofPosition(Open position, Deal.Kind kind, long amount) {
            Money zero = money(0);
            return new Deal(
                    dealId(),
                    now,
                    kind,
                    Optional.of(position.id),
                    Optional.empty(),
                    BigDecimal.ZERO,
                    money(amount),
                    zero,
                    zero,
                    zero);
        }

        private String dealId() {
            return Integer.toString(++lastDeal);
        }

        private static BigDecimal lots(int hundredths) {
            return BigDecimal.valueOf(hundredths, 2);
        }

        private Money money(long minorUnits) {
            return phase.initialBalance().withMinorUnits(minorUnits);
        }
    }
}
