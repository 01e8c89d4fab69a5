package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.program.Phase;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** What every module must keep to. */
@Domain(Samples.class)
public interface RiskModuleContract {

    @Provide
    Arbitrary<RiskModule> candidates();

    @Property
    default void abstainsOrAnswersWithAFiniteAmountOfAtLeastZero(
            @ForAll("candidates") RiskModule module, @ForAll Phase phase, @ForAll List<Trade> history) {
        RiskMemory memory = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, outcome -> outcome.tell(memory), () -> {
            double amount = account.ask(memory);
            assertThat(Double.isNaN(amount) || (amount >= 0 && amount < Double.POSITIVE_INFINITY))
                    .as("%s answered %s", module, amount)
                    .isTrue();
        });
    }

    @Property
    default void memoriesThatSawTheSameAnswerTheSame(
            @ForAll("candidates") RiskModule module, @ForAll Phase phase, @ForAll List<Trade> history) {
        RiskMemory one = module.start();
        RiskMemory two = module.start();
        TradedAccount account = TradedAccount.under(phase);
        TradedAccount twin = TradedAccount.under(phase);
        for (Trade trade : history) {
            assertThat(twin.ask(two)).isEqualTo(Double.valueOf(account.ask(one)));
            account.take(trade).tell(one);
            twin.take(trade).tell(two);
        }
    }

    @Property
    default void askingChangesNothing(
            @ForAll("candidates") RiskModule module, @ForAll Phase phase, @ForAll List<Trade> history) {
        RiskMemory asked = module.start();
        RiskMemory leftAlone = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                outcome -> {
                    outcome.tell(asked);
                    outcome.tell(leftAlone);
                },
                () -> assertThat(account.ask(asked)).isEqualTo(Double.valueOf(account.ask(asked))));
        assertThat(account.ask(asked)).isEqualTo(Double.valueOf(account.ask(leftAlone)));
    }

    @Property
    default void memoriesShareNothing(
            @ForAll("candidates") RiskModule module,
            @ForAll Phase phase,
            @ForAll List<Trade> history,
            @ForAll List<Trade> elsewhere) {
        RiskMemory here = module.start();
        RiskMemory alone = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                outcome -> {
                    outcome.tell(here);
                    outcome.tell(alone);
                },
                () -> {
                    RiskMemory there = module.start();
                    TradedAccount other = TradedAccount.under(phase);
                    replay(other, elsewhere, outcome -> outcome.tell(there), () -> other.ask(there));
                    assertThat(account.ask(here)).isEqualTo(Double.valueOf(account.ask(alone)));
                });
    }

    @Property
    default void aResetMemoryIsAsGoodAsNew(
            @ForAll("candidates") RiskModule module,
            @ForAll Phase phase,
            @ForAll List<Trade> forgotten,
            @ForAll List<Trade> history) {
        RiskMemory used = module.start();
        TradedAccount before = TradedAccount.under(phase);
        replay(before, forgotten, outcome -> outcome.tell(used), () -> before.ask(used));
        used.reset();
        RiskMemory fresh = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                outcome -> {
                    outcome.tell(used);
                    outcome.tell(fresh);
                },
                () -> assertThat(account.ask(used)).isEqualTo(Double.valueOf(account.ask(fresh))));
    }

    @Property
    default void hasANameAndAScope(@ForAll("candidates") RiskModule module) {
        assertThat(module.name()).isNotBlank();
        assertThat(module.scope()).isNotNull();
    }

    private static void replay(
            TradedAccount account, List<Trade> history, Consumer<TradedAccount.Outcome> told, Runnable check) {
        check.run();
        for (Trade trade : history) {
            told.accept(account.take(trade));
            check.run();
        }
    }
}
