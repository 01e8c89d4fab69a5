package io.github.ftmo4j.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.RandomLives;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Leverage;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

@PropertyDefaults(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
@StatisticsReport(StatisticsReportMode.OFF)
class PreTradeCheckProperties {

    private static final TradingDayClock PRAGUE = TradingDayClock.prague();
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T23:00:00Z");
    private static final Set<Objective> LOSSES =
            Set.of(Objective.DAILY_LOSS, Objective.MAXIMUM_LOSS, Objective.FLOATING_LOSS);

    /** Nothing at risk yet: there are no caps to be asked. */
    private static final Exposure NOTHING = new Exposure() {
        @Override
        public long openRisk() {
            return 0;
        }

        @Override
        public long riskedToday() {
            return 0;
        }

        @Override
        public int openPositions() {
            return 0;
        }

        @Override
        public int positionsToday() {
            return 0;
        }

        @Override
        public int ordersToday() {
            return 0;
        }
    };

    /**
     * A trader's day so far.
     *
     * @param earned closed so far, permille of the initial balance
     * @param stops what each open position earns at its stop, permille of the initial balance
     * @param above how far equity is above all stops, permille of the initial balance
     * @param order what the order risks, permille of the initial balance
     * @param shuffle in which order positions are closed
     */
    record Day(Phase phase, int earned, List<Integer> stops, int above, int order, long shuffle) {

        Money permille(int amount) {
            return phase.initialBalance()
                    .withMinorUnits(amount * phase.initialBalance().minorUnits() / 1_000);
        }

        Account live() {
            Account account = Account.open(phase, MONDAY, PRAGUE);
            account.accept(AccountEvent.opened(MONDAY, "earlier"));
            account.accept(new AccountEvent.Closed(MONDAY, "earlier", permille(earned)));
            for (int i = 0; i < stops.size(); i++) {
                account.accept(
                        new AccountEvent.Opened(MONDAY, Position.of("P" + i).withProfitAtStop(permille(stops.get(i)))));
            }
            Money atStops = account.assess().balance();
            for (Position position : account.positions()) {
                atStops = atStops.plus(position.profitAtStop().orElseThrow());
            }
            account.accept(new AccountEvent.Marked(MONDAY, atStops.plus(permille(above))));
            return account;
        }
    }

    private static OrderCheck check(Account account, Money risk) {
        return new PreTradeCheck(risk.withMinorUnits(0), RiskCaps.none(), List.of())
                .check(Order.risking("new", risk), account, 0, NOTHING, Moment.of(MONDAY, PRAGUE));
    }

    private static Account copy(Account account) {
        return Account.restore(account.phase(), account.state(), PRAGUE);
    }

    private static void assertNoLoss(Account account) {
        assertThat(account.verdict()).isNotEqualTo(Verdict.PAUSED);
        assertThat(account.assess().failure().filter(failure -> LOSSES.contains(failure.objective())))
                .isEmpty();
    }

    /** The order is filled, and everything that is open is stopped out, one after the other. */
    private static void stopOut(Account account, Money risk, Instant at, long shuffle) {
        account.accept(new AccountEvent.Opened(
                at, Position.of("new").withProfitAtStop(risk.withMinorUnits(-risk.minorUnits()))));
        List<Position> positions = new ArrayList<>(account.positions());
        Money worst = account.assess().balance();
        for (Position position : positions) {
            worst = worst.plus(position.profitAtStop().orElseThrow());
        }
        account.accept(new AccountEvent.Marked(at, worst));
        Collections.shuffle(positions, new Random(shuffle));
        for (Position position : positions) {
            account.accept(new AccountEvent.Closed(
                    at, position.id(), position.profitAtStop().orElseThrow()));
        }
    }

    @Property
    void anOrderThatIsAllowedSurvivesItsWorstCase(@ForAll("days") Day day) {
        Account account = day.live();
        Assume.that(account.verdict() == Verdict.ONGOING);
        Money risk = day.permille(day.order());
        OrderCheck check = check(account, risk);
        Statistics.label("allowed").collect(check.isAllowed()).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 10);
            coverage.check(false).percentage(share -> share > 10);
        });
        Assume.that(check.isAllowed());

        Account today = copy(account);
        stopOut(today, risk, MONDAY, day.shuffle());
        assertNoLoss(today);

        Account tomorrow = copy(account);
        tomorrow.accept(new AccountEvent.TimePassed(MIDNIGHT));
        stopOut(tomorrow, risk, MIDNIGHT, day.shuffle());
        assertNoLoss(tomorrow);

        Account secured = copy(account);
        for (Position position : account.positions()) {
            if (position.profitAtStop().orElseThrow().isPositive()) {
                secured.accept(new AccountEvent.Closed(
                        MONDAY, position.id(), position.profitAtStop().orElseThrow()));
            }
        }
        secured.accept(new AccountEvent.TimePassed(MIDNIGHT));
        stopOut(secured, risk, MIDNIGHT, day.shuffle());
        assertNoLoss(secured);
    }

    @Property
    void theRoomIsAllThereIs(@ForAll("days") Day day) {
        Assume.that(day.stops().stream().allMatch(stop -> stop <= 0));
        Account account = day.live();
        Assume.that(account.verdict() == Verdict.ONGOING);
        Money room = check(account, day.permille(1)).room();
        Assume.that(room.isPositive());

        assertThat(check(account, room).isAllowed()).isTrue();
        Money more = room.withMinorUnits(room.minorUnits() + 1);
        assertThat(check(account, more).isAllowed()).isFalse();

        Account today = copy(account);
        stopOut(today, more, MONDAY, day.shuffle());
        Account tomorrow = copy(account);
        tomorrow.accept(new AccountEvent.TimePassed(MIDNIGHT));
        stopOut(tomorrow, more, MIDNIGHT, day.shuffle());
        assertThat(List.of(today, tomorrow))
                .anyMatch(lost -> lost.verdict() == Verdict.PAUSED
                        || lost.assess()
                                .failure()
                                .filter(failure -> LOSSES.contains(failure.objective()))
                                .isPresent());
    }

    @Provide
    Arbitrary<Day> days() {
        Arbitrary<List<Integer>> stops =
                Arbitraries.integers().between(-15, 10).list().ofMaxSize(4);
        return Combinators.combine(
                        phases(),
                        Arbitraries.integers().between(-10, 30),
                        stops,
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.longs())
                .as(Day::new);
    }

    /** Only losses are of interest; a daily loss at the close breaches later than the worst case. */
    private static Arbitrary<Phase> phases() {
        return RandomLives.phases()
                .filter(phase -> phase.maximumLoss().reference() != MaximumLoss.Reference.INTRADAY_EQUITY)
                .filter(phase ->
                        phase.dailyLoss().isEmpty() || phase.dailyLoss().get().judged() == DailyLoss.Judged.ANY_INSTANT)
                .map(phase -> new Phase(
                        phase.name(),
                        phase.initialBalance(),
                        Optional.empty(),
                        phase.maximumLoss(),
                        phase.dailyLoss(),
                        phase.floatingLoss(),
                        Optional.empty(),
                        phase.tradingDays(),
                        Optional.empty(),
                        Optional.<Inactivity>empty(),
                        phase.breachTest(),
                        Restrictions.none(),
                        Optional.<Leverage>empty()));
    }
}
