package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.mm.contract.RandomModules.Stack;
import io.github.ftmo4j.mm.contract.Trade;
import io.github.ftmo4j.mm.contract.TradedAccount;
import io.github.ftmo4j.mm.module.FixedFractional;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;

/** What sizings and traders remember, save and get over. */
@Domain(RandomModules.class)
@PropertyDefaults(tries = 1_000)
@Domain(DomainContext.Global.class)
class SizingStateProperties {

    @Property
    void aRestoredSizingGoesOnAsTheSavedOneWould(
            @ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> before, @ForAll List<Trade> after) {
        PositionSizer sizer = stack.sizer();
        Trader trader = sizer.start();
        AccountSizing saved = trader.open();
        TradedAccount account = TradedAccount.under(phase);
        for (Trade trade : before) {
            account.size(saved);
            account.take(trade).tell(saved);
        }
        account.size(saved);
        Trader other = sizer.start();
        other.restore(trader.save());
        AccountSizing restored = other.open();
        restored.restore(saved.save());
        assertThat(other.save()).isEqualTo(trader.save());
        assertThat(restored.save()).isEqualTo(saved.save());
        for (Trade trade : after) {
            assertThat(account.decide(restored)).isEqualTo(account.decide(saved));
            TradedAccount.Outcome outcome = account.take(trade);
            outcome.tell(saved);
            outcome.tell(restored);
        }
        assertThat(account.decide(restored)).isEqualTo(account.decide(saved));
    }

    /** A code holds all that later sizes depend on; it is written between trades. */
    @Property
    void aSizingThatIsReadFromItsCodeGoesOnAsTheOtherOne(
            @ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> before, @ForAll List<Trade> after) {
        PositionSizer sizer = stack.sizer();
        Trader trader = sizer.start();
        AccountSizing coded = trader.open();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, before, coded);
        account.size(coded);
        Trader other = sizer.start();
        other.restore(trader.save());
        AccountSizing read = other.open();
        SizingCode code = new SizingCode(sizer, coded);
        long today = account.view().day();
        long[] numbers = written(code, coded, today);
        code.read(numbers, 1, read, today);
        assertThat(written(code, read, today)).isEqualTo(numbers);
        for (Trade trade : after) {
            assertThat(account.size(read)).isEqualTo(account.size(coded));
            TradedAccount.Outcome outcome = account.take(trade);
            outcome.tell(coded);
            outcome.tell(read);
        }
        assertThat(account.size(read)).isEqualTo(account.size(coded));
        Statistics.label("numbers in a code")
                .collect(code.length() > 0)
                .coverage(seen -> seen.check(true).count(times -> times > 10));
    }

    /** What is before and behind the code is not touched. */
    private static long[] written(SizingCode code, AccountSizing sizing, long today) {
        long[] numbers = new long[code.length() + 2];
        numbers[0] = 17;
        numbers[code.length() + 1] = 19;
        code.write(sizing, numbers, 1, today);
        assertThat(numbers[0]).isEqualTo(17);
        assertThat(numbers[code.length() + 1]).isEqualTo(19);
        return numbers;
    }

    @Example
    void aCodeHasWhatTheSizerUses() {
        assertThat(length(PositionSizer.builder().propose(FixedFractional.ofInitialBalance(0.01))))
                .isZero();
        // a cap on the day may let the next stake rise after a loss, once a day is over
        assertThat(length(capped(caps -> caps.perDay(0.02)))).isEqualTo(2);
        assertThat(length(capped(caps -> caps.perDay(0.02)).risingAfterLoss())).isEqualTo(1);
        assertThat(length(capped(caps -> caps.positionsPerDay(3)))).isEqualTo(1);
        assertThat(length(capped(caps -> caps.ordersPerDay(3)))).isEqualTo(1);
        // its share of a balance that has risen before the loss is higher than the last stake
        assertThat(length(PositionSizer.builder().propose(new LossCounter(RiskModule.Scope.TRADER))))
                .isEqualTo(1);
        assertThat(length(PositionSizer.builder().propose(new LossCounter(RiskModule.Scope.ACCOUNT))))
                .isEqualTo(2);
    }

    private static int length(PositionSizer.Builder sizer) {
        return new SizingCode(sizer.build()).length();
    }

    private static PositionSizer.Builder capped(UnaryOperator<RiskCaps.Builder> caps) {
        return PositionSizer.builder()
                .propose(FixedFractional.ofInitialBalance(0.01))
                .caps(caps.apply(RiskCaps.builder()).build());
    }

    @Property
    void aStateOfOtherModulesIsRefusedAndChangesNothing(
            @ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> history) {
        Trader trader = stack.sizer().start();
        AccountSizing sizing = trader.open();
        TradedAccount account = TradedAccount.under(phase);
        history.forEach(trade -> account.take(trade).tell(sizing));
        SavedState ofTrader = trader.save();
        SavedState ofAccount = sizing.save();
        SavedState foreign = new SavedState(Map.of("of another", SavedValues.of(Map.of("number", 1L))));
        assertThatThrownBy(() -> trader.restore(foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sizing.restore(foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sizing.restore(ofAccount.with("of another", SavedValues.none())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(trader.save()).isEqualTo(ofTrader);
        assertThat(sizing.save()).isEqualTo(ofAccount);
    }

    private static final Trade WIN = new Trade(0.01, 1, 0, true, 0.001);

    /** A win that leaves the balance nearly as it is: a volatility of equal weights falls slowly after a crash. */
    private static final Trade SMALL_WIN = new Trade(0.0001, 1, 0, true, 0.001);

    private static final int WINS = 300;
    private static final int SMALL_WINS = 10_000;

    /**
     * Whatever happened, there is a state from which it trades again: days of nothing but wins, marked at a new high.
     * Where a fresh account is never offered a trade, or not after such days, nothing can be said.
     */
    @Property
    void noFreezeBlackoutOrLossLastsForEver(@ForAll Stack stack, @ForAll List<Trade> history) {
        AccountSizing sizing = stack.sizer().start().open();
        TradedAccount account = TradedAccount.unlimited(Money.usd(100_000));
        boolean trades = sizesWithinAWeek(stack.sizer().start().open(), TradedAccount.unlimited(Money.usd(100_000)))
                && sizesAfter(WINS, WIN, stack.sizer().start().open(), TradedAccount.unlimited(Money.usd(100_000)));
        replay(account, history, sizing);
        boolean stuck = trades && !sizesWithinAWeek(sizing, account);
        Statistics.label("stuck without a recovery")
                .collect(stuck)
                .coverage(seen -> seen.check(true).count(times -> times > 10));
        if (trades) {
            // a share of the balance that is above a fixed amount comes close to 1 late
            assertThat(sizesAfter(WINS, WIN, sizing, account)
                            || sizesAfter(3 * WINS, WIN, sizing, account)
                            || sizesAfter(SMALL_WINS, SMALL_WIN, sizing, account))
                    .as("%s", account.decide(sizing))
                    .isTrue();
        }
    }

    private static boolean sizesAfter(int times, Trade win, AccountSizing sizing, TradedAccount account) {
        replay(account, Collections.nCopies(times, win), sizing);
        return sizesWithinAWeek(sizing, account);
    }

    /** The floors and the target of a phase may leave no such state in it; then there is one in a phase to come. */
    @Property
    void whatOnePhaseEndsOneToComeBeginsAgain(@ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> history) {
        AccountSizing sizing = stack.sizer().start().open();
        TradedAccount account = TradedAccount.under(phase);
        boolean trades = phase.initialBalance().compareTo(Money.usd(10_000)) >= 0
                && sizesWithinAWeek(stack.sizer().start().open(), TradedAccount.under(phase))
                && sizesInAPhaseAfter(WINS, stack.sizer().start().open(), phase, TradedAccount.under(phase));
        replay(account, history, sizing);
        boolean stuck = trades && !sizesWithinAWeek(sizing, account);
        Statistics.label("stuck within the phase")
                .collect(stuck)
                .coverage(seen -> seen.check(true).count(times -> times > 10));
        if (trades) {
            assertThat(sizesInAPhaseAfter(WINS, sizing, phase, account)
                            || sizesInAPhaseAfter(SMALL_WINS, sizing, phase, TradedAccount.under(phase)))
                    .as("%s in %s", stack, phase)
                    .isTrue();
        }
    }

    private static boolean sizesInAPhaseAfter(int wins, AccountSizing sizing, Phase phase, TradedAccount running) {
        TradedAccount account = running;
        for (int i = 0; i < wins; i++) {
            if (account.isOver()) {
                sizing.reset();
                account = TradedAccount.under(phase);
            }
            replay(account, List.of(WIN), sizing);
        }
        sizing.reset();
        return sizesWithinAWeek(sizing, TradedAccount.under(phase));
    }

    private static void replay(TradedAccount account, List<Trade> trades, AccountSizing sizing) {
        for (Trade trade : trades) {
            account.size(sizing);
            account.take(trade).tell(sizing);
        }
    }

    /** Gates may close on days and for ordinals of trades. */
    private static boolean sizesWithinAWeek(AccountSizing sizing, TradedAccount account) {
        boolean sizes = false;
        for (int day = 0; day < 8; day++) {
            sizes |= account.size(sizing) > 0;
            account.nextDay();
            sizes |= account.size(sizing) > 0;
            account.earn(0);
        }
        return sizes;
    }

    @Example
    void twoModulesOfOneNameAreToldApart() {
        AccountSizing sizing = PositionSizer.builder()
                .propose(new Halver(1, 0.01))
                .limit(new Halver(2, 0.01))
                .build()
                .start()
                .open();
        assertThat(sizing.save().parts().keySet()).contains("Halver", "Halver#2");
    }
}
