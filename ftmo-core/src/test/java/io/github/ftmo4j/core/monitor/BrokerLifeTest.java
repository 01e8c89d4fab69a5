package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.monitor.BrokerLife.Books;
import io.github.ftmo4j.core.monitor.BrokerLife.Step;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same life of an account, fed as events, as deals with snapshots and as snapshots alone, comes to the same verdict
 * and the same floors.
 */
class BrokerLifeTest {

    private static final long SEED = 20_260_302;
    private static final int LIVES = 16;
    private static final int MANY_LIVES = 300;

    /** An outcome must be reached by one life in so many at least. */
    private static final Map<String, Integer> QUOTAS = Map.of(
            "ONGOING", 4,
            "PASSED", 16,
            "DAILY_LOSS", 12,
            "MAXIMUM_LOSS", 10,
            "FLOATING_LOSS", 60,
            "INACTIVITY", 60,
            "DEEP_LOSS", 128,
            "PAUSED on the way", 30,
            "a day of 23 or 25 hours", 4);

    /** No reading waits for the next one; {@link LiveReadingsTest} has those that do. */
    private static final double BELIEVED = 1;

    private static final Duration NEVER_STALE = Duration.ofDays(366);
    private static final TradingDayClock CLOCK = TradingDayClock.prague();

    private final Map<String, Integer> outcomes = new TreeMap<>();

    private static List<Phase> phases() {
        Phase challenge = Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE);
        Phase oneStep = Programs.ftmoOneStep(usd(100_000)).phase(Phase.CHALLENGE);
        Phase endOfDay = Phase.builder("end-of-day trailing", usd(100_000))
                .profitTarget(0.06)
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.06), MaximumLoss.Reference.START_OF_DAY_BALANCE)
                        .lockedAbove(usd(100)))
                .bestDay(new BestDay(0.5, BestDay.Measure.PROFIT_TARGET))
                .build();
        Phase closedBalance = Phase.builder("closed-balance trailing", usd(100_000))
                .profitTarget(0.05)
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.05), MaximumLoss.Reference.CLOSED_BALANCE))
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.03)).anchoredAt(DailyLoss.Anchor.HIGHER))
                .tradingDays(TradingDays.closed(3))
                .inactivity(Inactivity.of(4))
                .build();
        Phase intraday = Phase.builder("intraday trailing", usd(100_000))
                .profitTarget(0.06)
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.05), MaximumLoss.Reference.INTRADAY_EQUITY)
                        .lockedAbove(usd(0)))
                .breachTest(BreachTest.TOUCH)
                .tradingDays(TradingDays.openedOrClosed(2))
                .build();
        Phase pausing = Phase.builder("pausing", usd(100_000))
                .profitTarget(0.08)
                .maximumLoss(0.10)
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.015))
                        .anchoredAt(DailyLoss.Anchor.EQUITY)
                        .pausing())
                .bestDay(new BestDay(0.5, BestDay.Measure.NET_PROFIT))
                .tradingDays(TradingDays.profitable(2, Limit.ofInitial(0.002)))
                .build();
        Phase atClose = challenge.toBuilder()
                .name("daily loss at the close")
                .dailyLoss(DailyLoss.of(Limit.ofInitial(0.02))
                        .anchoredAt(DailyLoss.Anchor.HIGHER)
                        .judged(DailyLoss.Judged.AT_CLOSE))
                .bestDay(BestDay.ofProfitableDays(0.4))
                .inactivity(Inactivity.of(20).withDeepLoss(Limit.ofInitial(0.01), 1))
                .build();
        Phase funded = challenge.toBuilder()
                .name("funded")
                .noProfitTarget()
                .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.06), MaximumLoss.Reference.START_OF_DAY_BALANCE))
                .floatingLoss(Limit.ofReference(0.03))
                .bestDay(BestDay.ofProfitableDays(0.5))
                .inactivity(Inactivity.of(5))
                .build();
        return List.of(challenge, oneStep, endOfDay, closedBalance, intraday, pausing, atClose, funded);
    }

    @Test
    void dealsTellWhatEventsTell() {
        lives(LIVES, BrokerLife.Feed.DEALS, (life, random) -> byDeals(life, promptly(life, random)));
        assertOutcomes(LIVES);
    }

    @Test
    void dealsTellItInTheEndIfTheyComeLateTwiceTornAndInAnyOrder() {
        lives(LIVES, BrokerLife.Feed.DEALS, (life, random) -> byDeals(life, faultily(life, random)));
        assertOutcomes(LIVES);
    }

    @Test
    void snapshotsTellItOrSayThatTheyDoNot() {
        lives(LIVES, BrokerLife.Feed.SNAPSHOTS, (life, random) -> bySnapshots(life));
        assertOutcomes(LIVES);
    }

    @Test
    @Tag("thorough")
    void manyLivesByDeals() {
        lives(MANY_LIVES, BrokerLife.Feed.DEALS, (life, random) -> {
            byDeals(life, promptly(life, random));
            byDeals(life, faultily(life, random));
        });
        assertOutcomes(MANY_LIVES);
    }

    @Test
    @Tag("thorough")
    void manyLivesBySnapshots() {
        lives(MANY_LIVES, BrokerLife.Feed.SNAPSHOTS, (life, random) -> bySnapshots(life));
        assertOutcomes(MANY_LIVES);
    }

    /** Tests one life. */
    private interface Trial {
        void of(BrokerLife life, Random random);
    }

    private void lives(int count, BrokerLife.Feed feed, Trial trial) {
        List<Phase> phases = phases();
        for (int i = 0; i < count * phases.size(); i++) {
            BrokerLife life = BrokerLife.of(SEED + i, phases.get(i % phases.size()), feed);
            if (life.changesTheClocks()) {
                count("a day of 23 or 25 hours");
            }
            trial.of(life, new Random(SEED - i));
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private void assertOutcomes(int lives) {
        List<String> tooFew = QUOTAS.entrySet().stream()
                .filter(quota -> outcomes.getOrDefault(quota.getKey(), 0) * quota.getValue() < lives * phases().size())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(tooFew).as("too few of " + outcomes).isEmpty();
    }

    private void countOutcome(AccountMonitor monitor) {
        Assessment last = monitor.assessment();
        count(last.failure()
                .map(failure -> failure.objective().name())
                .orElse(last.verdict().name()));
    }

    /** A monitor and its time. */
    private static final class Watch {
        private final AccountMonitor monitor;
        private final List<MonitorEvent> heard = new ArrayList<>();
        private Instant now;

        private Watch(BrokerLife life, boolean dealFeed) {
            now = life.opening();
            AccountMonitorBuilder builder = AccountMonitor.builder(life.phase())
                    .time(() -> now)
                    .staleAfter(NEVER_STALE)
                    .confirmAbove(BELIEVED)
                    .listener(heard::add);
            monitor = (dealFeed ? builder.dealFeed() : builder).open();
        }

        private String heard() {
            return heard.stream().map(MonitorEvent::text).collect(Collectors.joining("\n"));
        }

        private void accept(AccountEvent event) {
            now = event.at();
            monitor.accept(event);
        }

        private void advanceTo(Instant at) {
            now = at;
            monitor.advanceTo(at);
        }
    }

    /** The life in the form of events, up to any moment. */
    private static final class Truth {
        private final Watch watch;
        private final List<Step> steps;
        private int next;
        private boolean paused;

        private Truth(BrokerLife life) {
            watch = new Watch(life, false);
            steps = life.steps();
        }

        private void advanceTo(Instant at) {
            while (next < steps.size() && !steps.get(next).at().isAfter(at)) {
                Step step = steps.get(next++);
                step.events().forEach(watch::accept);
                if (step.isReading()) {
                    watch.accept(step.after().mark(step.at()));
                }
                paused |= watch.monitor.assessment().verdict() == Verdict.PAUSED;
            }
            watch.advanceTo(at);
        }
    }

    /** Deals and a snapshot that arrive together. */
    private record Delivery(Instant at, List<Deal> deals, Optional<Snapshot> snapshot) {}

    /** Every deal at once, or with the next reading. */
    private static List<Delivery> promptly(BrokerLife life, Random random) {
        boolean withReadings = random.nextBoolean();
        List<Delivery> deliveries = new ArrayList<>();
        List<Deal> waiting = new ArrayList<>();
        for (Step step : life.steps()) {
            step.deal().ifPresent(waiting::add);
            if (step.isReading() || !withReadings) {
                Optional<Snapshot> snapshot =
                        step.isReading() ? Optional.of(step.after().snapshot(step.at())) : Optional.empty();
                deliveries.add(new Delivery(step.at(), List.copyOf(waiting), snapshot));
                waiting.clear();
            }
        }
        return deliveries;
    }

    /** Deals and readings that come late, twice, torn and in any order. */
    private static List<Delivery> faultily(BrokerLife life, Random random) {
        int oneLateIn = 1 + random.nextInt(6);
        List<Delivery> deliveries = new ArrayList<>();
        List<Deal> told = new ArrayList<>();
        Books before = life.steps().get(0).after();
        for (Step step : life.steps()) {
            Instant at = random.nextInt(oneLateIn) == 0 ? step.at().plusMillis(delay(random)) : step.at();
            if (step.isReading()) {
                List<Deal> again = told.isEmpty() || random.nextBoolean()
                        ? List.of()
                        : shuffled(told.subList(random.nextInt(told.size()), told.size()), random);
                deliveries.add(new Delivery(at, again, Optional.of(torn(step, before, random))));
            } else {
                Deal deal = step.deal().orElseThrow();
                told.add(deal);
                deliveries.add(new Delivery(at, List.of(deal), Optional.empty()));
                if (random.nextInt(6) == 0) {
                    Instant later = at.plusMillis(delay(random) + delay(random));
                    deliveries.add(new Delivery(later, List.of(deal), Optional.empty()));
                }
            }
            before = step.after();
        }
        deliveries.sort(Comparator.comparing(Delivery::at));
        if (random.nextBoolean()) {
            Instant end = deliveries.get(deliveries.size() - 1).at().plusSeconds(1);
            deliveries.add(new Delivery(end, shuffled(told, random), Optional.empty()));
        }
        return deliveries;
    }

    private static List<Deal> shuffled(List<Deal> deals, Random random) {
        List<Deal> shuffled = new ArrayList<>(deals);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static long delay(Random random) {
        int draw = random.nextInt(10);
        long longest = draw < 5 ? 600_000 : draw < 9 ? 100_000_000 : 400_000_000;
        return 1 + (long) (random.nextDouble() * longest);
    }

    /** A snapshot whose balance, or whose positions, are those of the step before. */
    private static Snapshot torn(Step step, Books before, Random random) {
        Books now = step.after();
        Books torn = switch (random.nextInt(5)) {
            case 0 -> new Books(before.balance(), now.equity(), now.credit(), now.listed());
            case 1 -> new Books(now.balance(), now.equity(), now.credit(), before.listed());
            default -> now;
        };
        return torn.snapshot(step.at());
    }

    private void byDeals(BrokerLife life, List<Delivery> deliveries) {
        Truth truth = new Truth(life);
        Watch watch = new Watch(life, true);
        Set<String> told = new HashSet<>();
        Set<Instant> read = new HashSet<>();
        for (Delivery delivery : deliveries) {
            boolean wasFinal = watch.monitor.assessment().verdict().isFinal();
            watch.now = delivery.at();
            if (delivery.snapshot().isPresent()) {
                watch.monitor.accept(delivery.snapshot().get().withDeals(delivery.deals()));
            } else {
                delivery.deals().forEach(watch.monitor::accept);
            }
            if (wasFinal && !watch.monitor.assessment().verdict().isFinal()) {
                count("revoked");
            }
            delivery.deals().forEach(deal -> told.add(deal.id()));
            delivery.snapshot().ifPresent(snapshot -> read.add(snapshot.at()));
            long passed = life.steps().stream()
                    .filter(step -> !step.at().isAfter(delivery.at()))
                    .count();
            if (told.size() + read.size() == passed) {
                truth.advanceTo(delivery.at());
                watch.advanceTo(delivery.at());
                assertThat(differences(books(watch.monitor), books(truth.watch.monitor)))
                        .as(() -> "deals at " + delivery.at() + "\n" + life + "\n" + watch.heard())
                        .isEmpty();
            }
        }
        assertThat(told.size() + read.size()).isEqualTo(life.steps().size());
        Instant end = deliveries.get(deliveries.size() - 1).at();
        truth.advanceTo(end);
        watch.advanceTo(end);
        assertThat(differences(books(watch.monitor), books(truth.watch.monitor)))
                .as(() -> "deals in the end\n" + life + "\n" + watch.heard())
                .isEmpty();
        countOutcome(truth.watch.monitor);
        if (truth.paused) {
            count("PAUSED on the way");
        }
        watch.monitor.close();
        truth.watch.monitor.close();
    }

    private void bySnapshots(BrokerLife life) {
        Watch truth = new Watch(life, false);
        Watch watch = new Watch(life, false);
        Instant last = life.opening();
        Books books = new Books(life.phase().initialBalance(), life.phase().initialBalance(), usd(0), List.of());
        boolean paused = false;
        poll(books, last.plusMillis(1), truth, watch, life);
        for (Step step : life.steps()) {
            for (LocalDate day = CLOCK.dayOf(last).plusDays(1);
                    !day.isAfter(CLOCK.dayOf(step.at()));
                    day = day.plusDays(1)) {
                poll(books, CLOCK.startOf(day).minusMillis(1), truth, watch, life);
                poll(books, CLOCK.startOf(day).plusMillis(1), truth, watch, life);
            }
            step.events().forEach(truth::accept);
            books = step.after();
            last = step.at();
            poll(books, last.plusMillis(2), truth, watch, life);
            paused |= truth.monitor.assessment().verdict() == Verdict.PAUSED;
        }
        poll(books, last.plusSeconds(60), truth, watch, life);
        poll(books, last.plusSeconds(120), truth, watch, life);
        assertThat(watch.monitor.gauges().provisional())
                .as(() -> "provisional after two quiet polls\n" + life)
                .isFalse();
        countOutcome(truth.monitor);
        if (paused) {
            count("PAUSED on the way");
        }
        truth.monitor.close();
        watch.monitor.close();
    }

    private void poll(Books books, Instant at, Watch truth, Watch watch, BrokerLife life) {
        truth.accept(books.mark(at));
        watch.now = at;
        watch.monitor.accept(books.snapshot(at));
        if (watch.monitor.gauges().provisional() || watch.monitor.gauges().anchorInferred()) {
            count("provisional");
        } else {
            count("settled");
            assertThat(differences(inferred(watch.monitor), inferred(truth.monitor)))
                    .as(() -> "snapshot at " + at + "\n" + life + "\n" + watch.heard())
                    .isEmpty();
        }
    }

    private static List<String> differences(Map<String, Object> found, Map<String, Object> expected) {
        return expected.keySet().stream()
                .filter(name -> !expected.get(name).equals(found.get(name)))
                .map(name -> name + ": " + found.get(name) + " instead of " + expected.get(name))
                .toList();
    }

    /** What deals must tell exactly. */
    private static Map<String, Object> books(AccountMonitor monitor) {
        AccountState state = monitor.state();
        Map<String, Object> books = inferred(monitor);
        books.put("failure", state.failure());
        books.put("equity", state.equity());
        books.put("valuation", state.valuation());
        books.put("highWaterMark", state.highWaterMark());
        books.put("bestDayProfit", state.bestDayProfit());
        books.put("profitableDaysProfit", state.profitableDaysProfit());
        books.put("netProfit", state.netProfit());
        books.put(
                "positions",
                state.positions().stream()
                        .map(position -> position.id() + " " + position.lots())
                        .toList());
        books.put("closedTrades", state.closedTrades());
        books.put("firstOpeningDay", state.firstOpeningDay());
        books.put("rewardCycleStart", state.rewardCycleStart());
        return books;
    }

    /** What snapshots must tell, too. */
    private static Map<String, Object> inferred(AccountMonitor monitor) {
        AccountState state = monitor.state();
        Assessment assessment = monitor.assessment();
        Map<String, Object> books = new LinkedHashMap<>();
        books.put("verdict", assessment.verdict());
        books.put("objective", assessment.failure().map(Failure::objective));
        books.put("day", assessment.day());
        books.put("balance", assessment.balance());
        books.put("open", assessment.openPositions());
        books.put("tradingDays", assessment.tradingDays());
        books.put("missing", assessment.missing());
        books.put("headroom", assessment.headroom());
        books.put("cashFlows", state.cashFlows());
        books.put("trailingReference", state.trailingReference());
        books.put("dayStartBalance", state.dayStartBalance());
        books.put("dailyLossFloor", state.dailyLossFloor());
        books.put("lastOpeningDay", state.lastOpeningDay());
        books.put("deepSince", state.deepSince());
        return books;
    }
}
