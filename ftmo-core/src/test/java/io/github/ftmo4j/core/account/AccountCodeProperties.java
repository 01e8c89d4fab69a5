package io.github.ftmo4j.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ftmo4j.core.account.RandomLives.Life;
import io.github.ftmo4j.core.account.RandomLives.Step;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
}
