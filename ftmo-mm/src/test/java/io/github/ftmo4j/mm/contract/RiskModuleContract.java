package io.github.ftmo4j.mm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedValues;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/**
 * The contract of every module, as tests. To test a module of your own, implement this interface in a test class whose
 * name ends with {@code Properties}:
 *
 * <pre>{@code
 * class HalverProperties implements RiskModuleContract {
 *     @Override
 *     public Arbitrary<RiskModule> candidates() {
 *         return Arbitraries.integers().between(1, 4).map(after -> new Halver(after, 0.01));
 *     }
 * }
 * }</pre>
 *
 * <p>The tests need, in test scope, {@code io.github.ftmo4j:ftmo-mm} with the type {@code test-jar},
 * {@code net.jqwik:jqwik} 1.9 and {@code org.assertj:assertj-core}. Surefire must include {@code *Properties} classes,
 * which it does not by default.
 */
public interface RiskModuleContract {

    /**
     * The modules to be tested, with all parameters that they may have. For a single module use
     * {@code Arbitraries.just}.
     */
    @Provide
    Arbitrary<RiskModule> candidates();

    /** The phases of the accounts. Override this for modules that need other accounts than those in US dollars. */
    @Provide
    default Arbitrary<Phase> phases() {
        return RandomAccounts.phases();
    }

    /** What happens on the accounts. */
    @Provide
    default Arbitrary<List<Trade>> histories() {
        return RandomAccounts.histories();
    }

    @Property
    default void abstainsOrAnswersWithAFiniteAmountOfAtLeastZero(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> history) {
        ModuleState state = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, outcome -> outcome.tell(state), () -> {
            double amount = account.ask(state);
            assertThat(Double.isNaN(amount) || (amount >= 0 && amount < Double.POSITIVE_INFINITY))
                    .as("%s answered %s", module, amount)
                    .isTrue();
        });
    }

    @Property
    default void statesThatSawTheSameAnswerTheSame(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> history) {
        ModuleState one = module.start();
        ModuleState two = module.start();
        TradedAccount account = TradedAccount.under(phase);
        TradedAccount twin = TradedAccount.under(phase);
        for (Trade trade : history) {
            assertThat(twin.ask(two)).isEqualTo(Double.valueOf(account.ask(one)));
            account.take(trade).tell(one);
            twin.take(trade).tell(two);
        }
    }

    @Property
    default void askingAgainChangesNothing(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> history) {
        ModuleState askedOnce = module.start();
        ModuleState askedAgain = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                outcome -> {
                    outcome.tell(askedOnce);
                    outcome.tell(askedAgain);
                },
                () -> {
                    Double answer = account.ask(askedOnce);
                    assertThat(account.ask(askedAgain)).isEqualTo(answer);
                    assertThat(account.ask(askedAgain)).isEqualTo(answer);
                });
    }

    @Property
    default void aStateOfATraderNotesNothingOfTheAccountsItIsAskedFor(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("phases") Phase otherPhase,
            @ForAll("histories") List<Trade> history,
            @ForAll("histories") List<Trade> elsewhere) {
        if (module.scope() == RiskModule.Scope.ACCOUNT) {
            return;
        }
        ModuleState asked = module.start();
        ModuleState leftAlone = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                outcome -> {
                    outcome.tell(asked);
                    outcome.tell(leftAlone);
                },
                () -> {
                    TradedAccount other = TradedAccount.under(otherPhase);
                    replay(other, elsewhere, outcome -> {}, () -> other.ask(asked));
                });
        assertThat(account.ask(asked)).isEqualTo(Double.valueOf(account.ask(leftAlone)));
    }

    @Property
    default void aRestoredStateGoesOnAsTheSavedOneWould(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> before,
            @ForAll("histories") List<Trade> after) {
        ModuleState saved = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, before, outcome -> outcome.tell(saved), () -> account.ask(saved));
        ModuleState restored = module.start();
        SavedValues state = saved.save();
        restored.restore(state);
        assertThat(restored.save()).isEqualTo(state);
        replay(
                account,
                after,
                outcome -> {
                    outcome.tell(saved);
                    outcome.tell(restored);
                },
                () -> assertThat(account.ask(restored)).isEqualTo(Double.valueOf(account.ask(saved))));
    }

    @Property
    default void whatNoStateSavedIsRefused(@ForAll("candidates") RiskModule module) {
        SavedValues foreign =
                SavedValues.builder().number("noNameOfAnyModule", 1).build();
        ModuleState state = module.start();
        assertThatThrownBy(() -> state.restore(foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    default void whatRemembersNothingLearnsNothing(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> history) {
        if (module.scope() != RiskModule.Scope.NONE) {
            return;
        }
        ModuleState old = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                outcome -> outcome.tell(old),
                () -> assertThat(account.ask(module.start())).isEqualTo(Double.valueOf(account.ask(old))));
        assertThat(old.save()).isEqualTo(SavedValues.none());
    }

    @Property
    default void statesShareNothing(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> history,
            @ForAll("histories") List<Trade> elsewhere) {
        ModuleState here = module.start();
        ModuleState alone = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                outcome -> {
                    outcome.tell(here);
                    outcome.tell(alone);
                },
                () -> {
                    Double before = account.ask(alone); // what they all share would move both answers after
                    ModuleState there = module.start();
                    TradedAccount other = TradedAccount.under(phase);
                    replay(other, elsewhere, outcome -> outcome.tell(there), () -> other.ask(there));
                    assertThat(account.ask(here)).isEqualTo(before);
                });
    }

    @Property
    default void aResetStateIsAsGoodAsNew(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> forgotten,
            @ForAll("histories") List<Trade> history) {
        ModuleState used = module.start();
        TradedAccount before = TradedAccount.under(phase);
        replay(before, forgotten, outcome -> outcome.tell(used), () -> before.ask(used));
        used.reset();
        ModuleState fresh = module.start();
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

    @Property
    default void lessEquityNeverRaisesWhereThatIsPromised(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> history,
            @ForAll @LongRange(min = 1, max = 1_000_000) long less) {
        if (!module.laws().contains(RiskModule.Law.LESS_EQUITY_NEVER_RAISES)) {
            return;
        }
        ModuleState state = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, outcome -> outcome.tell(state), () -> account.ask(state));
        SavedValues saved = state.save();
        double before = most(account.ask(state));
        state.restore(saved);
        account.mark(account.view().equity() - less);
        assertThat(most(account.ask(state))).isLessThanOrEqualTo(before);
    }

    @Property
    default void aLossNeverRaisesWhereThatIsPromised(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> history,
            @ForAll @LongRange(min = 1, max = 1_000_000) long risked,
            @ForAll @LongRange(min = 1, max = 3_000_000) long lost) {
        if (!module.laws().contains(RiskModule.Law.A_LOSS_NEVER_RAISES)) {
            return;
        }
        ModuleState state = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, history, outcome -> outcome.tell(state), () -> {});
        double before = most(account.ask(state));
        state.closed(risked, -lost);
        assertThat(most(account.ask(state))).isLessThanOrEqualTo(before);
    }

    @Property
    default void answersFollowFromTheInputsThatAreStated(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> history,
            @ForAll @LongRange(min = 1, max = 1_000_000) long other) {
        if (module.needsWholeAccount()) {
            return; // it has no answer for the view that hides inputs
        }
        ModuleState state = module.start();
        ModuleState blind = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(
                account,
                history,
                outcome -> {
                    outcome.tell(state);
                    outcome.tell(blind);
                },
                () -> {
                    Double answer = account.ask(state);
                    assertThat(account.askWithout(blind, module.inputs(), other))
                            .isEqualTo(answer);
                });
    }

    @Property
    default void aCodedStateGoesOnAsBefore(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> before,
            @ForAll("histories") List<Trade> elsewhere,
            @ForAll("histories") List<Trade> after) {
        ModuleState state = module.start();
        if (state.codeLength() == ModuleState.NO_CODE) {
            return;
        }
        TradedAccount account = TradedAccount.under(phase);
        replay(account, before, outcome -> outcome.tell(state), () -> account.ask(state));
        ModuleState read = module.start();
        TradedAccount there = TradedAccount.under(phase);
        replay(there, elsewhere, outcome -> outcome.tell(read), () -> there.ask(read));
        long[] code = new long[state.codeLength()];
        long[] again = new long[state.codeLength()];
        state.writeCode(code, 0, account.view().day());
        read.readCode(code, 0, account.view().day());
        read.writeCode(again, 0, account.view().day());
        assertThat(again).containsExactly(code);
        replay(
                account,
                after,
                outcome -> {
                    outcome.tell(state);
                    outcome.tell(read);
                },
                () -> assertThat(account.ask(read)).isEqualTo(Double.valueOf(account.ask(state))));
    }

    @Property
    default void doesNotRiseBeforeAWinWhereThatIsPromised(
            @ForAll("candidates") RiskModule module,
            @ForAll("phases") Phase phase,
            @ForAll("histories") List<Trade> before,
            @ForAll("histories") List<Trade> history) {
        if (!module.laws().contains(RiskModule.Law.NO_RISE_BEFORE_A_WIN)) {
            return;
        }
        ModuleState state = module.start();
        TradedAccount account = TradedAccount.under(phase);
        replay(account, before, outcome -> outcome.tell(state), () -> account.ask(state));
        account.mark(account.view().balance());
        double last = Double.POSITIVE_INFINITY;
        for (Trade trade : history) {
            double answer = most(account.ask(state));
            assertThat(answer).isLessThanOrEqualTo(last);
            if (answer > 0) {
                last = answer;
            }
            Trade lost = new Trade(trade.stake(), -Math.abs(trade.r()), 0, trade.overnight(), trade.marketReturn());
            account.take(lost).tell(state);
        }
    }

    private static double most(double answer) {
        return Double.isNaN(answer) ? Double.POSITIVE_INFINITY : answer;
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
