package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ftmo4j.core.account.RandomLives.Life;
import io.github.ftmo4j.core.account.RandomLives.Step;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.core.program.TradingDays;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class AccountCodeProperties {

    @Provide
    Arbitrary<Life> lives() {
        return RandomLives.lives();
    }

    @Provide
    Arbitrary<Set<AccountCode.Fact>> facts() {
        return Arbitraries.of(AccountCode.Fact.class).set();
    }

    @Property
    void anAccountThatWasCodedGoesOnAsBefore(
            @ForAll("lives") Life life,
            @ForAll("facts") Set<AccountCode.Fact> facts,
            @ForAll @IntRange(max = 60) int codedAfter,
            @ForAll @LongRange(min = -900_000, max = 900_000) long otherProfit) {
        AccountMachine machine = life.begin();
        List<Step> rest = new ArrayList<>(life.steps());
        while (!rest.isEmpty()
                && (life.steps().size() - rest.size() < codedAfter || machine.openPositions() > 0)
                && !machine.verdict().isFinal()) {
            rest.remove(0).on(machine);
        }
        if (machine.verdict().isFinal() || machine.openPositions() > 0 || machine.equity() != machine.balance()) {
            return;
        }
        AccountCode code = new AccountCode(machine.compiledPhase(), facts);
        long[] numbers = new long[code.length() + 2];
        code.write(machine, numbers, 1);
        AccountMachine read = life.begin();
        read.become(machine);
        read.opened();
        read.closed(otherProfit);
        code.read(numbers, 1, read);

        long[] again = new long[numbers.length];
        code.write(read, again, 1);
        assertThat(again).containsExactly(numbers);
        for (Step step : rest) {
            assertSame(read, machine, facts);
            step.on(machine);
            step.on(read);
        }
        assertSame(read, machine, facts);
    }

    private static void assertSame(AccountMachine read, AccountMachine machine, Set<AccountCode.Fact> facts) {
        assertThat(read.verdict()).isEqualTo(machine.verdict());
        assertThat(read.day()).isEqualTo(machine.day());
        assertThat(read.balance()).isEqualTo(machine.balance());
        assertThat(read.equity()).isEqualTo(machine.equity());
        assertThat(read.maximumLossFloor()).isEqualTo(machine.maximumLossFloor());
        assertThat(read.dailyLossFloor()).isEqualTo(machine.dailyLossFloor());
        assertThat(read.dailyLossLimit()).isEqualTo(machine.dailyLossLimit());
        assertThat(read.floatingLossFloor()).isEqualTo(machine.floatingLossFloor());
        if (machine.verdict() == Verdict.FAILED) {
            assertThat(read.failedObjective()).isEqualTo(machine.failedObjective());
        } else {
            assertThat(read.targetReached()).isEqualTo(machine.targetReached());
            assertThat(read.bestDayHolds()).isEqualTo(machine.bestDayHolds());
            assertThat(read.needsProfit()).isEqualTo(machine.needsProfit());
            assertThat(read.nothingIsMissing()).isEqualTo(machine.nothingIsMissing());
        }
        if (facts.contains(AccountCode.Fact.HIGH_WATER_MARK)) {
            assertThat(read.highWaterMark()).isEqualTo(machine.highWaterMark());
        }
        if (facts.contains(AccountCode.Fact.DAY_START_BALANCE)) {
            assertThat(read.dayStartBalance()).isEqualTo(machine.dayStartBalance());
        }
        if (facts.contains(AccountCode.Fact.TRADING_DAYS)) {
            assertThat(read.tradingDays()).isEqualTo(machine.tradingDays());
        }
    }

    @Property
    void anAccountThatBecomesAnotherGoesOnAsIt(
            @ForAll("lives") Life life, @ForAll("lives") Life before, @ForAll @IntRange(max = 60) int after) {
        AccountMachine machine = life.begin();
        List<Step> rest = new ArrayList<>(life.steps());
        while (!rest.isEmpty() && life.steps().size() - rest.size() < after) {
            rest.remove(0).on(machine);
        }
        AccountMachine other = life.begin();
        other.opened();
        other.closed(before.steps().size() * 1_000L);
        other.become(machine);
        for (Step step : rest) {
            step.on(machine);
            step.on(other);
        }
        assertThat(RandomLives.describe(other)).isEqualTo(RandomLives.describe(machine));
        assertSame(other, machine, EnumSet.allOf(AccountCode.Fact.class));
    }

    @Example
    void onlyAnAccountOfAnEqualPhaseIsTakenOver() {
        AccountMachine account = new AccountMachine(phase(0.1), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account.become(new AccountMachine(phase(0.2), 0)))
                .withMessageContaining("other must be an account of Evaluation");
        account.become(new AccountMachine(phase(0.1), 3));
        assertThat(account.day()).isEqualTo(3);
    }

    @Example
    void anAccountWithAnOpenPositionHasNoCode() {
        AccountMachine account = new AccountMachine(phase(0.1), 0);
        AccountCode code = new AccountCode(account.compiledPhase(), Set.of());
        account.opened();
        assertThatIllegalStateException()
                .isThrownBy(() -> code.write(account, new long[code.length()], 0))
                .withMessageContaining("1 open positions");
        account.closed(-2_000_000);
        assertThatIllegalStateException()
                .isThrownBy(() -> code.write(account, new long[code.length()], 0))
                .withMessageContaining("FAILED");
    }

    @Example
    void aStaticFloorAndNothingElseTakesTwoNumbers() {
        assertThat(new AccountCode(CompiledPhase.of(phase(0.1)), Set.of()).length())
                .isEqualTo(2);
    }

    private static Phase phase(double maximumLoss) {
        return Phase.builder("Evaluation", Money.usd(100_000))
                .maximumLoss(MaximumLoss.fixed(Limit.ofInitial(maximumLoss)))
                .build();
    }

    /** An account that is coded every evening is paid as one that never was. */
    @Property
    void rewardsDoNotDependOnCoding(@ForAll long seed) {
        Random random = new Random(seed);
        Phase.Builder phase = Phase.builder("Funded", Money.usd(100_000)).maximumLoss(0.5);
        if (random.nextBoolean()) {
            phase.tradingDays(TradingDays.profitable(2, Limit.ofInitial(0.001)));
        }
        FundedTerms terms = FundedTerms.of(phase.build(), 0.8, 0)
                .withReward(RewardTerms.after(random.nextInt(9)).withFirstAfter(random.nextInt(9)));
        RewardRules rules = RewardRules.of(terms);
        AccountMachine never = new AccountMachine(terms.account(), 0);
        AccountMachine coded = new AccountMachine(never.compiledPhase(), 0);
        AccountCode code = new AccountCode(never.compiledPhase(), Set.of(), rules);
        long[] numbers = new long[code.length()];
        boolean first = true;
        for (int day = 1; day < 40; day++) {
            long profit = random.nextInt(3) == 0 ? 0 : random.nextInt(90_000) - 40_000L;
            for (AccountMachine each : List.of(never, coded)) {
                if (profit != 0) {
                    each.opened();
                    each.closed(profit);
                }
            }
            code.write(coded, numbers, 0);
            coded.become(another(coded, never.day()));
            code.read(numbers, 0, coded);

            assertThat(rules.isDue(coded, first)).isEqualTo(rules.isDue(never, first));
            assertThat(rules.payable(coded)).isEqualTo(rules.payable(never));
            assertThat(rules.firmShareOfCycle(coded, 0)).isEqualTo(rules.firmShareOfCycle(never, 0));
            if (rules.isDue(never, first) && rules.payable(never) > 1 && random.nextBoolean()) {
                long amount = 1L + random.nextInt((int) Math.min(50_000, rules.payable(never)));
                never.paidOut(amount);
                coded.paidOut(amount);
                first = false;
            }
            long next = never.day() + 1 + random.nextInt(3);
            never.rollTo(next);
            coded.rollTo(next);
        }
    }

    /** Another account of the phase on a day, with a trade of its own. */
    private static AccountMachine another(AccountMachine of, long day) {
        AccountMachine other = new AccountMachine(of.compiledPhase(), day);
        other.opened();
        other.closed(123);
        return other;
    }
}
