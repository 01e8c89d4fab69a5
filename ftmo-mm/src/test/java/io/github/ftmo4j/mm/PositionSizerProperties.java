package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.mm.contract.RandomModules.Stack;
import io.github.ftmo4j.mm.contract.Trade;
import io.github.ftmo4j.mm.contract.TradedAccount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomModules.class)
@Domain(DomainContext.Global.class)
class PositionSizerProperties {

    @Property
    void aLimitNeverRaisesTheResult(
            @ForAll Stack stack, @ForAll RiskModule limit, @ForAll Phase phase, @ForAll List<Trade> history) {
        AccountSizing without = stack.sizer().start().open();
        AccountSizing with = stack.builder().limit(limit).build().start().open();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                List.of(without, with),
                () -> assertThat(account.size(with)).isLessThanOrEqualTo(account.size(without)));
    }

    @Property
    void anotherProposalNeverRaisesTheResultOfOneThatSpoke(
            @ForAll Stack stack, @ForAll RiskModule proposal, @ForAll Phase phase, @ForAll List<Trade> history) {
        AccountSizing without = stack.sizer().start().open();
        AccountSizing with = stack.builder().propose(proposal).build().start().open();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, List.of(without, with), () -> {
            SizingDecision before = account.decide(without);
            SizingDecision after = account.decide(with); // states of both see the same
            if (before.bound() != Bound.NO_PROPOSAL) {
                assertThat(after.risk()).isLessThanOrEqualTo(before.risk());
            }
        });
    }

    @Property
    void theOrderOfModulesDoesNotMatter(
            @ForAll Stack stack, @ForAll Random random, @ForAll Phase phase, @ForAll List<Trade> history) {
        Stack other = new Stack(
                shuffled(stack.proposals(), random),
                shuffled(stack.limits(), random),
                stack.freeze(),
                stack.caps(),
                stack.blackout(),
                stack.session());
        AccountSizing one = stack.sizer().start().open();
        AccountSizing two = other.sizer().start().open();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, List.of(one, two), () -> {
            SizingDecision first = account.decide(one);
            SizingDecision second = account.decide(two);
            assertThat(second.risk()).isEqualTo(first.risk());
            assertThat(second.bound()).isEqualTo(first.bound());
            assertThat(second.statements()).containsExactlyInAnyOrderElementsOf(first.statements());
        });
    }

    @Property
    void theResultIsBetweenNothingAndTheEquity(@ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> history) {
        AccountSizing sizing = stack.sizer().start().open();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                List.of(sizing),
                () -> assertThat(account.size(sizing))
                        .isBetween(0L, Math.max(0, account.view().equity())));
    }

    @Property
    void theCapHoldsInDecimals(
            @ForAll Stack stack,
            @ForAll @IntRange(min = 1, max = 2_000) int basisPoints,
            @ForAll RiskBase base,
            @ForAll Phase phase,
            @ForAll List<Trade> history) {
        BigDecimal cap = BigDecimal.valueOf(basisPoints, 4);
        AccountSizing sizing =
                stack.builder().cap(cap.doubleValue(), base).build().start().open();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, List.of(sizing), () -> {
            BigDecimal most = cap.multiply(BigDecimal.valueOf(base.of(account.view())));
            assertThat(BigDecimal.valueOf(account.size(sizing))).isLessThanOrEqualTo(most);
        });
    }

    @Property
    void aCappedProposalIsTheDecimalCapRoundedDown(
            @ForAll @IntRange(min = 1, max = 2_000) int basisPoints,
            @ForAll RiskBase base,
            @ForAll Phase phase,
            @ForAll List<Trade> history) {
        BigDecimal cap = BigDecimal.valueOf(basisPoints, 4);
        AccountSizing sizing = PositionSizer.builder()
                .propose(() -> (view, moment) -> 1e15)
                .cap(cap.doubleValue(), base)
                .build()
                .start()
                .open();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                List.of(),
                () -> assertThat(account.size(sizing))
                        .isEqualTo(cap.multiply(BigDecimal.valueOf(base.of(account.view())))
                                .min(BigDecimal.valueOf(RiskBase.EQUITY.of(account.view())))
                                .setScale(0, RoundingMode.FLOOR)
                                .longValueExact()));
    }

    /**
     * Trades overlap: each is opened at the size that was asked, unless it is nothing, and closed some trades later.
     */
    @Property
    void whatIsOpenAndWhatWasOpenedTodayNeverExceedsAnyCap(
            @ForAll Stack stack, @ForAll @Size(max = 30) List<@IntRange(max = 11) Integer> steps) {
        RiskCaps caps = stack.caps();
        AccountSizing sizing = stack.builder()
                .propose((RiskModule) () -> (view, moment) -> 1e9)
                .build()
                .start()
                .open();
        TradedAccount account = TradedAccount.unlimited(Money.usd(100_000));
        Deque<Long> open = new ArrayDeque<>();
        long riskedToday = 0;
        int positionsToday = 0;
        int ordersToday = 0;
        for (int step : steps) {
            if (step < 2) {
                account.nextDay();
                riskedToday = 0;
                positionsToday = 0;
                ordersToday = 0;
            } else if (step < 5 && !open.isEmpty()) {
                sizing.closed(open.removeFirst(), 0);
            } else {
                long size = account.size(sizing);
                if (step == 5 && size > 0) {
                    sizing.ordered(account.moment());
                    ordersToday++;
                } else if (size > 0) {
                    sizing.opened(size);
                    open.addLast(size);
                    riskedToday += size;
                    positionsToday++;
                    ordersToday++;
                    assertThat(size).isLessThanOrEqualTo(most(caps, RiskCap.CAP_PER_TRADE, account));
                    assertThat(riskedToday).isLessThanOrEqualTo(most(caps, RiskCap.CAP_PER_DAY, account));
                    assertThat(open.stream().mapToLong(Long::longValue).sum())
                            .isLessThanOrEqualTo(most(caps, RiskCap.CAP_OPEN_RISK, account));
                    assertThat((long) open.size()).isLessThanOrEqualTo(most(caps, RiskCap.CAP_OPEN_POSITIONS, account));
                    assertThat((long) positionsToday)
                            .isLessThanOrEqualTo(most(caps, RiskCap.CAP_POSITIONS_PER_DAY, account));
                    assertThat((long) ordersToday).isLessThanOrEqualTo(most(caps, RiskCap.CAP_ORDERS_PER_DAY, account));
                }
            }
        }
    }

    private static long most(RiskCaps caps, RiskCap cap, TradedAccount account) {
        RiskCaps.Height height = caps.caps().get(cap);
        if (height == null) {
            return Long.MAX_VALUE;
        }
        return height instanceof RiskCaps.Count count ? count.most() : height.left(account.view(), 0);
    }

    @Property
    void aClosedGateGivesNothing(
            @ForAll Stack stack, @ForAll boolean blackout, @ForAll Phase phase, @ForAll List<Trade> history) {
        PositionSizer.Builder builder = stack.builder();
        PositionSizer closed = blackout
                ? builder.blackout(moment -> false).build()
                : builder.session(moment -> false).build();
        AccountSizing before = stack.sizer().start().open();
        AccountSizing sizing = closed.start().open();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, List.of(before, sizing), () -> {
            SizingDecision decision = account.decide(sizing);
            assertThat(decision.risk().minorUnits()).isZero();
            if (account.size(before) > 0) {
                assertThat(decision.bound()).isEqualTo(blackout ? Bound.BLACKOUT : Bound.OUT_OF_SESSION);
            }
        });
    }

    @Property
    void aGateThatIsOpenChangesNothing(@ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> history) {
        AccountSizing without = stack.sizer().start().open();
        AccountSizing with = stack.builder()
                .blackout(moment -> moment.day() > 0)
                .session(moment -> moment.tradeOfDay() >= 0)
                .build()
                .start()
                .open();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                List.of(without, with),
                () -> assertThat(account.decide(with)).isEqualTo(account.decide(without)));
    }

    @Property
    void nothingIsRiskedWhileTheCushionIsUnderTheThreshold(
            @ForAll Stack stack,
            @ForAll @IntRange(max = 100) int percent,
            @ForAll Phase phase,
            @ForAll List<Trade> history) {
        double threshold = percent / 100.0;
        Cushion cushion = Cushion.aboveBindingFloor();
        AccountSizing thawed = stack.sizer().start().open();
        AccountSizing freezing =
                stack.builder().freezeBelow(threshold, cushion).build().start().open();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, List.of(thawed, freezing), () -> {
            SizingDecision unfrozen = account.decide(thawed); // states of both see the same
            SizingDecision decision = account.decide(freezing);
            long equity = account.view().equity();
            long least = BigDecimal.valueOf(percent, 2)
                    .multiply(BigDecimal.valueOf(equity))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            if (equity <= 0 || equity - cushion.floor(account.view()) < least) {
                assertThat(decision.risk().minorUnits()).isZero();
            } else if (stack.freeze().isEmpty()) {
                assertThat(decision).isEqualTo(unfrozen);
            }
        });
    }

    @Property
    void afterALossNoMoreThanTheLastOpenedTradeUntilAWinOrAReset(
            @ForAll Stack stack,
            @ForAll Phase phase,
            @ForAll List<Trade> history,
            @ForAll @IntRange(max = 20) int resetBefore) {
        AccountSizing sizing = stack.sizer().start().open();
        TradedAccount account = TradedAccount.under(phase);
        boolean losing = false;
        long last = 0;
        for (int i = 0; i < history.size(); i++) {
            if (i == resetBefore) {
                sizing.reset();
                losing = false;
            }
            SizingDecision decision = account.decide(sizing);
            if (losing) {
                assertThat(decision.risk().minorUnits()).isLessThanOrEqualTo(last);
            } else {
                assertThat(decision.bound()).isNotEqualTo(Bound.AFTER_LOSS);
            }
            TradedAccount.Outcome outcome = account.take(history.get(i));
            outcome.tell(sizing);
            last = outcome.risked();
            losing = outcome.profit() < 0 || (losing && outcome.profit() == 0);
        }
    }

    @Property
    void aDecisionIsTheSizeAndItsReasonExplainsIt(
            @ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> history) {
        PositionSizer sizer = stack.sizer();
        AccountSizing sizing = sizer.start().open();
        TradedAccount account = TradedAccount.under(phase);
        List<String> names = new ArrayList<>();
        sizer.proposals().forEach(module -> names.add(module.name()));
        sizer.limits().forEach(module -> names.add(module.name()));
        long last = 0;
        long today = account.view().day();
        long riskedToday = 0;
        int tradesToday = 0;
        for (Trade trade : history) {
            long size = account.size(sizing);
            SizingDecision decision = account.decide(sizing);
            assertThat(decision.risk().minorUnits()).isEqualTo(size);
            assertThat(decision.risk().currency()).isEqualTo(account.view().currency());
            assertThat(decision.statements())
                    .extracting(SizingDecision.Statement::module)
                    .isEqualTo(names);
            assertThat(decision.module().isEmpty()).isEqualTo(decision.bound() != Bound.MODULE);
            Taken taken = new Taken(0, riskedToday, 0, tradesToday, tradesToday);
            assertThat(size).isEqualTo(explained(decision, sizer, account.view(), last, taken));
            TradedAccount.Outcome outcome = account.take(trade);
            outcome.tell(sizing);
            last = outcome.risked();
            boolean overnight = account.view().day() > today;
            today = account.view().day();
            riskedToday = overnight ? last : riskedToday + last;
            tradesToday = overnight ? 1 : tradesToday + 1;
        }
    }

    private record Taken(long openRisk, long riskedToday, int openPositions, int positionsToday, int ordersToday)
            implements Exposure {}

    private static long explained(
            SizingDecision decision, PositionSizer sizer, AccountView account, long lastOpened, Exposure taken) {
        List<SizingDecision.Statement> spoke = decision.statements().stream()
                .filter(statement -> statement.moneyAtRisk().isPresent())
                .toList();
        long least =
                spoke.stream().mapToLong(PositionSizerProperties::amount).min().orElse(Long.MAX_VALUE);
        boolean proposed = decision.statements().subList(0, sizer.proposals().size()).stream()
                .anyMatch(spoke::contains);
        assertThat(proposed).isEqualTo(decision.bound() != Bound.NO_PROPOSAL);
        return switch (decision.bound()) {
            case MODULE -> {
                assertThat(spoke)
                        .anyMatch(statement ->
                                statement.module().equals(decision.module()) && amount(statement) == least);
                yield least;
            }
            case FROZEN, BLACKOUT, OUT_OF_SESSION -> {
                assertThat(least).isPositive();
                yield 0;
            }
            case NO_PROPOSAL -> 0;
            case MINIMUM_LOT, MAXIMUM_LOT, MARGIN, NOT_ONGOING ->
                throw new AssertionError("not a bound of a sizer without lots and monitor");
            case AFTER_LOSS -> {
                assertThat(least).isGreaterThan(lastOpened);
                yield lastOpened;
            }
            case CAP_PER_TRADE,
                    CAP_PER_DAY,
                    CAP_OPEN_RISK,
                    CAP_OPEN_POSITIONS,
                    CAP_POSITIONS_PER_DAY,
                    CAP_ORDERS_PER_DAY -> {
                long most = sizer.caps().most(account, taken);
                assertThat(least).isGreaterThan(most);
                RiskCap cap = RiskCap.valueOf(decision.bound().name());
                assertThat(sizer.caps().most(cap, account, taken)).isEqualTo(most);
                yield most;
            }
            case EQUITY -> {
                assertThat(least).isGreaterThan(account.equity());
                yield RiskBase.EQUITY.of(account);
            }
        };
    }

    @Property
    void sizingsOfOneSizerThatSawTheSameAnswerTheSame(
            @ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> history) {
        PositionSizer sizer = stack.sizer();
        AccountSizing one = sizer.start().open();
        AccountSizing two = sizer.start().open();
        TradedAccount account = TradedAccount.under(phase);
        TradedAccount twin = TradedAccount.under(phase);
        for (Trade trade : history) {
            assertThat(twin.decide(two)).isEqualTo(account.decide(one));
            account.take(trade).tell(one);
            twin.take(trade).tell(two);
        }
    }

    @Property
    void aResetSizingIsAsGoodAsNew(
            @ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> forgotten, @ForAll List<Trade> history) {
        Trader trader = stack.sizer().start();
        AccountSizing used = trader.open();
        replay(TradedAccount.under(phase), forgotten, List.of(used), () -> {});
        used.reset();
        trader.reset();
        AccountSizing fresh = stack.sizer().start().open();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                List.of(used, fresh),
                () -> assertThat(account.decide(used)).isEqualTo(account.decide(fresh)));
    }

    @Property
    void tradesOnAnotherAccountChangeNothing(
            @ForAll Stack stack, @ForAll Phase phase, @ForAll List<Trade> history, @ForAll List<Trade> elsewhere) {
        PositionSizer sizer =
                stack.builder().limit(new Counter(RiskModule.Scope.ACCOUNT, 1)).build();
        Assume.that(!sizer.sharesState());
        Trader trader = sizer.start();
        AccountSizing here = trader.open();
        AccountSizing there = trader.open();
        AccountSizing alone = sizer.start().open();
        TradedAccount account = TradedAccount.under(phase);
        TradedAccount other = TradedAccount.under(phase);
        replay(account, history, List.of(here, alone), () -> {
            assertThat(account.decide(here)).isEqualTo(account.decide(alone));
            replay(other, elsewhere, List.of(there), () -> {});
        });
    }

    @Property
    void everyStateSeesATradeOnce(
            @ForAll @IntRange(min = 1, max = 5) int accounts,
            @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> trades) {
        Counter shared = new Counter(RiskModule.Scope.TRADER, 1);
        Counter own = new Counter(RiskModule.Scope.ACCOUNT, 1);
        PositionSizer sizer = PositionSizer.builder()
                .propose(shared)
                .propose(own)
                .propose(new Counter(RiskModule.Scope.TRADER, 100))
                .limit(shared)
                .limit(own)
                .limit(new Counter(RiskModule.Scope.TRADER, 10_000))
                .build();
        Trader trader = sizer.start();
        assertThat(sizer.sharesState()).isTrue();
        List<AccountSizing> sizings = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            sizings.add(trader.open());
        }
        int[] traded = new int[accounts];
        long all = 0;
        for (int trade : trades) {
            int at = trade % accounts;
            sizings.get(at).closed(100, 50);
            traded[at]++;
            all++;
        }
        sizings.add(trader.open());
        for (int i = 0; i <= accounts; i++) {
            long mine = i < accounts ? traded[i] : 0;
            assertThat(said(sizings.get(i))).containsExactly(all, mine, 100 * all, all, mine, 10_000 * all);
        }
    }

    @Property
    void whatIsForgottenIsWhatIsReset(@ForAll @IntRange(max = 20) int here, @ForAll @IntRange(max = 20) int there) {
        PositionSizer sizer = PositionSizer.builder()
                .propose(new Counter(RiskModule.Scope.TRADER, 1))
                .limit(new Counter(RiskModule.Scope.ACCOUNT, 1))
                .build();
        Trader trader = sizer.start();
        assertThat(sizer.sharesState()).isTrue();
        AccountSizing one = trader.open();
        AccountSizing two = trader.open();
        repeat(here, () -> one.closed(100, 50));
        repeat(there, () -> two.closed(100, 50));
        long all = (long) here + there;

        one.reset();
        assertThat(said(one)).containsExactly(all, 0L);
        assertThat(said(two)).containsExactly(all, (long) there);

        trader.reset();
        assertThat(said(one)).containsExactly(0L, 0L);
        assertThat(said(two)).containsExactly(0L, (long) there);
    }

    private static long amount(SizingDecision.Statement statement) {
        return statement.moneyAtRisk().orElseThrow().minorUnits();
    }

    private static List<Long> said(AccountSizing sizing) {
        TradedAccount account = TradedAccount.unlimited(Money.usd(1_000));
        return account.decide(sizing).statements().stream()
                .map(PositionSizerProperties::amount)
                .toList();
    }

    private static void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }

    private static void replay(
            TradedAccount account, List<Trade> history, List<AccountSizing> sizings, Runnable check) {
        check.run();
        for (Trade trade : history) {
            TradedAccount.Outcome outcome = account.take(trade);
            sizings.forEach(outcome::tell);
            check.run();
        }
    }

    private static List<RiskModule> shuffled(List<RiskModule> modules, Random random) {
        List<RiskModule> shuffled = new ArrayList<>(modules);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Says how many trades it heard of. */
    record Counter(Scope scope, int weight) implements RiskModule {
        @Override
        public ModuleState start() {
            return new ModuleState() {
                private int heard;

                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return (double) weight * heard;
                }

                @Override
                public void closed(long risked, long profit) {
                    heard++;
                }

                @Override
                public void reset() {
                    heard = 0;
                }
            };
        }
    }
}
