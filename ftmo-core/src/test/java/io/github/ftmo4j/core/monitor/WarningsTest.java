package io.github.ftmo4j.core.monitor;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.DailyLoss.Anchor;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.MaximumLoss.Reference;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Warnings measure the used share of a loss with the amounts of the rules. */
class WarningsTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Limit OF_INITIAL = Limit.ofInitial(0.05);
    private static final Limit OF_REFERENCE = Limit.ofReference(0.05);
    private static final Limit AMOUNT = Limit.amount(usd(4_000));

    private static Phase.Builder phase() {
        return Phase.builder("Evaluation", usd(100_000)).maximumLoss(MaximumLoss.fixed(Limit.amount(usd(50_000))));
    }

    static Stream<Arguments> dailyLosses() {
        return Stream.of(
                arguments(OF_INITIAL, Anchor.BALANCE, 104_000, 100_000, 5_000),
                arguments(OF_INITIAL, Anchor.EQUITY, 104_000, 104_000, 5_000),
                arguments(OF_INITIAL, Anchor.HIGHER, 104_000, 104_000, 5_000),
                arguments(OF_INITIAL, Anchor.HIGHER, 98_000, 100_000, 5_000),
                arguments(OF_REFERENCE, Anchor.BALANCE, 104_000, 100_000, 5_000),
                arguments(OF_REFERENCE, Anchor.EQUITY, 104_000, 104_000, 5_200),
                arguments(OF_REFERENCE, Anchor.EQUITY, 98_000, 98_000, 4_900),
                arguments(OF_REFERENCE, Anchor.HIGHER, 104_000, 104_000, 5_200),
                arguments(OF_REFERENCE, Anchor.HIGHER, 98_000, 100_000, 5_000),
                arguments(AMOUNT, Anchor.BALANCE, 104_000, 100_000, 4_000),
                arguments(AMOUNT, Anchor.EQUITY, 104_000, 104_000, 4_000),
                arguments(AMOUNT, Anchor.HIGHER, 98_000, 100_000, 4_000));
    }

    @ParameterizedTest
    @MethodSource("dailyLosses")
    void theDailyLossIsMeasuredFromItsAnchor(Limit limit, Anchor anchor, long equity, long measuredFrom, long loss) {
        Phase phase = phase().dailyLoss(DailyLoss.of(limit).anchoredAt(anchor)).build();
        Account account = Account.open(phase, MONDAY);
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new AccountEvent.Marked(MONDAY, usd(equity)));
        account.accept(new AccountEvent.TimePassed(TUESDAY));
        assertWarnsAtHalf(account, Objective.DAILY_LOSS, measuredFrom, loss);

        account.accept(new AccountEvent.CashFlow(TUESDAY, usd(20_000)));
        assertWarnsAtHalf(account, Objective.DAILY_LOSS, measuredFrom + 20_000, loss);

        account.accept(new AccountEvent.Booked(TUESDAY, usd(1_000)));
        assertWarnsAtHalf(restored(account), Objective.DAILY_LOSS, measuredFrom + 20_000, loss);
    }

    static Stream<Arguments> maximumLosses() {
        MaximumLoss balance = MaximumLoss.trailing(OF_REFERENCE, Reference.CLOSED_BALANCE);
        return Stream.of(
                arguments(MaximumLoss.fixed(OF_INITIAL), 100_000, 5_000),
                arguments(MaximumLoss.fixed(OF_REFERENCE), 100_000, 5_000),
                arguments(MaximumLoss.fixed(AMOUNT), 100_000, 4_000),
                arguments(MaximumLoss.trailing(OF_INITIAL, Reference.START_OF_DAY_BALANCE), 110_000, 5_000),
                arguments(MaximumLoss.trailing(OF_REFERENCE, Reference.START_OF_DAY_BALANCE), 110_000, 5_500),
                arguments(MaximumLoss.trailing(AMOUNT, Reference.START_OF_DAY_BALANCE), 110_000, 4_000),
                arguments(MaximumLoss.trailing(OF_INITIAL, Reference.CLOSED_BALANCE), 110_000, 5_000),
                arguments(balance, 110_000, 5_500),
                arguments(MaximumLoss.trailing(AMOUNT, Reference.CLOSED_BALANCE), 110_000, 4_000),
                arguments(MaximumLoss.trailing(OF_INITIAL, Reference.INTRADAY_EQUITY), 120_000, 5_000),
                arguments(MaximumLoss.trailing(OF_REFERENCE, Reference.INTRADAY_EQUITY), 120_000, 6_000),
                arguments(MaximumLoss.trailing(AMOUNT, Reference.INTRADAY_EQUITY), 120_000, 4_000),
                arguments(balance.lockedAbove(usd(0)), 110_000, 10_000),
                arguments(balance.lockedAbove(usd(6_000), usd(8_000)), 110_000, 4_000));
    }

    @ParameterizedTest
    @MethodSource("maximumLosses")
    void theMaximumLossIsMeasuredFromItsReference(MaximumLoss maximum, long measuredFrom, long loss) {
        Account account = Account.open(phase().maximumLoss(maximum).build(), MONDAY);
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new AccountEvent.Closed(MONDAY, "1", usd(10_000)));
        account.accept(AccountEvent.opened(TUESDAY, "2"));
        account.accept(new AccountEvent.Marked(TUESDAY, usd(120_000)));
        assertWarnsAtHalf(account, Objective.MAXIMUM_LOSS, measuredFrom, loss);
        assertWarnsAtHalf(restored(account), Objective.MAXIMUM_LOSS, measuredFrom, loss);
    }

    @Test
    void aStaticFloorKeepsItsLimitWhenMoneyIsPaidIn() {
        Account account = Account.open(
                phase().maximumLoss(MaximumLoss.fixed(OF_REFERENCE)).build(), MONDAY);
        account.accept(new AccountEvent.CashFlow(MONDAY, usd(50_000)));
        account.accept(AccountEvent.opened(MONDAY, "1"));
        assertWarnsAtHalf(account, Objective.MAXIMUM_LOSS, 100_000, 5_000);
    }

    @Test
    void aTrailingFloorKeepsItsAmountWhenMoneyIsPaidIn() {
        Account account = Account.open(
                phase().maximumLoss(MaximumLoss.trailing(AMOUNT, Reference.INTRADAY_EQUITY)
                                .lockedAbove(usd(0)))
                        .build(),
                MONDAY);
        account.accept(new AccountEvent.CashFlow(MONDAY, usd(50_000)));
        account.accept(AccountEvent.opened(MONDAY, "1"));
        assertWarnsAtHalf(account, Objective.MAXIMUM_LOSS, 150_000, 4_000);
        assertWarnsAtHalf(restored(account), Objective.MAXIMUM_LOSS, 150_000, 4_000);
    }

    static Stream<Arguments> floatingLosses() {
        return Stream.of(arguments(OF_INITIAL, 5_000), arguments(OF_REFERENCE, 5_500), arguments(AMOUNT, 4_000));
    }

    @ParameterizedTest
    @MethodSource("floatingLosses")
    void theFloatingLossIsMeasuredFromTheBalance(Limit limit, long loss) {
        Account account = Account.open(phase().floatingLoss(limit).build(), MONDAY);
        account.accept(AccountEvent.opened(MONDAY, "1"));
        account.accept(new AccountEvent.Closed(MONDAY, "1", usd(7_000)));
        account.accept(new AccountEvent.CashFlow(MONDAY, usd(3_000)));
        account.accept(AccountEvent.opened(TUESDAY, "2"));
        assertWarnsAtHalf(account, Objective.FLOATING_LOSS, 110_000, loss);
        assertWarnsAtHalf(restored(account), Objective.FLOATING_LOSS, 110_000, loss);
    }

    @Test
    void anAccountWithoutALimitIsNotWarnedOfIt() {
        AccountView view = Account.open(phase().build(), MONDAY).view();
        assertThat(view.dailyLossLimit()).isEqualTo(AccountView.NO_LIMIT);
        assertThat(view.floatingLossLimit()).isEqualTo(AccountView.NO_LIMIT);
        assertThat(view.maximumLossLimit()).isEqualTo(usd(50_000).minorUnits());
    }

    @Test
    void aRecoveredMonitorMeasuresTheDayAsBefore(@TempDir Path folder) {
        Phase phase = phase().dailyLoss(DailyLoss.of(OF_REFERENCE).anchoredAt(Anchor.HIGHER))
                .build();
        AccountMonitorBuilder builder = AccountMonitor.builder(phase).journal(folder.resolve("journal.jsonl"));
        try (AccountMonitor monitor = builder.time(() -> MONDAY).open()) {
            monitor.accept(AccountEvent.opened(MONDAY, "1"));
            monitor.accept(new AccountEvent.Marked(MONDAY, usd(104_000)));
        }
        try (AccountMonitor monitor = builder.time(() -> TUESDAY).open()) {
            monitor.accept(new AccountEvent.Marked(TUESDAY, usd(104_000)));
            monitor.accept(new AccountEvent.CashFlow(TUESDAY, usd(-10_000)));
        }
        List<String> warnings = new ArrayList<>();
        try (AccountMonitor monitor =
                builder.warnAt(0.5, warning -> warnings.add(warning.text())).open()) {
            monitor.accept(new AccountEvent.Marked(TUESDAY.plusSeconds(1), usd("91400.01")));
            assertThat(warnings).isEmpty();
            monitor.accept(new AccountEvent.Marked(TUESDAY.plusSeconds(2), usd(91_400)));
            assertThat(warnings).containsExactly("50 % of DAILY_LOSS is used up, 2600.00 USD left");
        }
    }

    private static Account restored(Account account) {
        AccountState state = account.state();
        Account restored = Account.restore(account.phase(), state, TradingDayClock.prague());
        assertThat(restored.state()).isEqualTo(state);
        return restored;
    }

    /** Checks the limit, and that half of it is used up no earlier and no later than at half of it. */
    private static void assertWarnsAtHalf(Account account, Objective objective, long measuredFrom, long loss) {
        AccountView view = account.view();
        long limit = switch (objective) {
            case DAILY_LOSS -> view.dailyLossLimit();
            case MAXIMUM_LOSS -> view.maximumLossLimit();
            default -> view.floatingLossLimit();
        };
        long floor = switch (objective) {
            case DAILY_LOSS -> view.dailyLossFloor();
            case MAXIMUM_LOSS -> view.maximumLossFloor();
            default -> view.floatingLossFloor();
        };
        assertThat(limit).isEqualTo(usd(loss).minorUnits());
        assertThat(floor + limit).isEqualTo(usd(measuredFrom).minorUnits());

        Account copy = restored(account);
        Money half = usd(measuredFrom - loss / 2);
        assertThat(warned(copy, objective, half.plus(usd("0.01")))).isEmpty();
        assertThat(warned(copy, objective, half)).contains(usd(loss / 2));
    }

    private static Optional<Money> warned(Account account, Objective objective, Money equity) {
        Instant at = account.asOf().plusSeconds(1);
        account.accept(new AccountEvent.Marked(at, equity));
        return new Warnings(account, List.of(0.5))
                .of(account.assess()).stream()
                        .map(MonitorEvent.Warned.class::cast)
                        .filter(warning -> warning.objective() == objective)
                        .map(MonitorEvent.Warned::headroom)
                        .findAny();
    }
}
