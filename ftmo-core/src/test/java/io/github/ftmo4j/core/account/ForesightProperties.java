package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.RandomLives.TimedLife;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What an account says of events before they come, against what they do when they come. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ForesightProperties {

    @Provide
    Arbitrary<TimedLife> lives() {
        return RandomLives.timedLives();
    }

    @Property
    void aMarkTheShortWayIsAMark(@ForAll("lives") TimedLife life, @ForAll @LongRange(min = -50, max = 50) long late) {
        Account shortWay = life.begin();
        Account longWay = life.begin();
        for (AccountEvent event : life.events()) {
            longWay.accept(event);
            if (event instanceof AccountEvent.Marked marked) {
                shortWay.mark(marked.at().toEpochMilli(), marked.equity().minorUnits());
            } else {
                shortWay.accept(event);
            }
            assertThat(shortWay.assess()).isEqualTo(longWay.assess());
            assertThat(shortWay.state()).isEqualTo(longWay.state());
            assertThat(shortWay.verdict()).isEqualTo(longWay.assess().verdict());
            Instant again = longWay.asOf().plusMillis(late);
            if (!again.isBefore(longWay.dayStart())) {
                longWay.accept(new AccountEvent.Marked(again, longWay.assess().equity()));
                shortWay.mark(again.toEpochMilli(), shortWay.view().equity());
                assertThat(shortWay.state()).isEqualTo(longWay.state());
            }
        }
    }

    @Property
    void aDayIsWhatTheClockSaysItIs(@ForAll("lives") TimedLife life) {
        Account account = life.begin();
        for (AccountEvent event : life.events()) {
            account.accept(event);
            if (!account.verdict().isFinal()) {
                assertThat(account.dayStart())
                        .isEqualTo(life.clock().startOf(account.assess().day()));
                assertThat(account.dayEnd())
                        .isEqualTo(life.clock().startOf(account.assess().day().plusDays(1)));
                long last = account.asOf().toEpochMilli();
                long end = account.dayEnd().toEpochMilli();
                assertThat(account.isNext(last)).isTrue();
                assertThat(account.isNext(last - 1)).isFalse();
                assertThat(account.isNext(end - 1)).isTrue();
                assertThat(account.isNext(end)).isFalse();
            }
            assertThat(account.phase()).isEqualTo(life.phase());
        }
    }

    @Property
    void aHighIsAMarkThatRaisesSomething(
            @ForAll("lives") TimedLife life, @ForAll @LongRange(min = -3, max = 3) long cents) {
        Account account = life.begin();
        for (AccountEvent event : life.events()) {
            account.accept(event);
        }
        AccountState state = account.state();
        if (state.verdict() != Verdict.ONGOING || state.positions().isEmpty()) {
            return;
        }
        for (long around : new long[] {
            state.highWaterMark().minorUnits(), state.trailingReference().minorUnits()
        }) {
            long equity = around + cents;
            Account marked = Account.restore(life.phase(), state, life.clock());
            marked.mark(state.asOf().toEpochMilli(), equity);
            boolean raised = marked.view().highWaterMark() > account.view().highWaterMark()
                    || marked.state().trailingReference().compareTo(state.trailingReference()) > 0;
            assertThat(account.isHigh(equity)).isEqualTo(raised);
        }
    }

    @Provide
    Arbitrary<Phase> phases() {
        return Combinators.combine(
                        Arbitraries.of(MaximumLoss.Reference.class),
                        Arbitraries.of(DailyLoss.Anchor.class),
                        Arbitraries.of(Limit.ofInitial(0.05), Limit.ofReference(0.05)))
                .as((reference, anchor, limit) -> Phase.builder("Own", Money.usd(100_000))
                        .maximumLoss(MaximumLoss.trailing(Limit.ofInitial(0.10), reference))
                        .dailyLoss(DailyLoss.of(limit).anchoredAt(anchor))
                        .build());
    }

    @Property
    void theFloorsAfterMidnightAreThoseThatItBrings(
            @ForAll("phases") Phase phase,
            @ForAll @IntRange(min = -3_000_00, max = 3_000_00) int earned,
            @ForAll @IntRange(min = -500_00, max = 500_00) int floating,
            @ForAll @IntRange(max = 400_00) int profit) {
        Instant at = Instant.parse("2026-03-02T08:00:00Z");
        Account account = Account.open(phase, at);
        account.accept(AccountEvent.opened(at, "1"));
        account.accept(new AccountEvent.Booked(at, Money.usd(0).withMinorUnits(earned)));
        account.mark(at.toEpochMilli(), 100_000_00 + earned + floating);
        Floors expected = account.floorsAfterMidnight(profit);
        account.accept(new AccountEvent.Booked(at, Money.usd(0).withMinorUnits(profit)));
        account.accept(new AccountEvent.TimePassed(account.dayEnd()));
        assertThat(account.floors()).isEqualTo(expected);
    }
}
