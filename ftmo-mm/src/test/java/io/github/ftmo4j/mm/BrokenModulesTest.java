package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.mm.contract.RiskModuleContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The check of the contract: a module that breaks one of its laws fails that one, and keeps to all others. */
class BrokenModulesTest {

    private static final Map<String, Class<? extends RiskModuleContract>> BROKEN = Map.ofEntries(
            Map.entry("abstainsOrAnswersWithAFiniteAmountOfAtLeastZero", Negative.class),
            Map.entry("statesThatSawTheSameAnswerTheSame", KnowsTheAccount.class),
            Map.entry("askingAgainChangesNothing", CountsQuestions.class),
            Map.entry("aStateOfATraderNotesNothingOfTheAccountsItIsAskedFor", TraderWhoNotesEquity.class),
            Map.entry("aRestoredStateGoesOnAsTheSavedOneWould", SavesNothing.class),
            Map.entry("whatNoStateSavedIsRefused", RestoresAnything.class),
            Map.entry("whatRemembersNothingLearnsNothing", ClaimsToRememberNothing.class),
            Map.entry("statesShareNothing", CountsInTheModule.class),
            Map.entry("aResetStateIsAsGoodAsNew", NeverForgets.class),
            Map.entry("lessEquityNeverRaisesWhereThatIsPromised", BuysTheDip.class),
            Map.entry("aLossNeverRaisesWhereThatIsPromised", Martingale.class),
            Map.entry("answersFollowFromTheInputsThatAreStated", ReadsInSecret.class),
            Map.entry("aCodedStateGoesOnAsBefore", ForgetsItsCode.class),
            Map.entry("doesNotRiseBeforeAWinWhereThatIsPromised", RisesWithLosses.class),
            Map.entry("hasANameAndAScope", Nameless.class));

    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> eachLawFailsAlone() {
        return BROKEN.entrySet().stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken.getKey(),
                        () -> assertThat(failures(broken.getValue())).containsExactly(broken.getKey())));
    }

    @Test
    void whoKeepsToAllLawsPasses() {
        assertThat(failures(Sound.class)).isEmpty();
    }

    @Test
    void noLawIsLeftOut() {
        List<String> laws = Stream.of(RiskModuleContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Property.class))
                .map(method -> method.getName())
                .toList();
        assertThat(BROKEN.keySet()).containsExactlyInAnyOrderElementsOf(laws);
    }

    private Set<String> failures(Class<? extends RiskModuleContract> contract) {
        Set<String> ran = new TreeSet<>();
        Set<String> failed = new TreeSet<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .configurationParameter(
                        "jqwik.database", scratch.resolve("database").toString())
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .configurationParameter("jqwik.tries.default", "200")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                if (identifier.isTest()) {
                    ran.add(identifier.getDisplayName());
                }
                if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    failed.add(identifier.getDisplayName());
                }
            }
        });
        assertThat(ran).isEqualTo(new TreeSet<>(BROKEN.keySet()));
        return failed;
    }

    /** Is as it should be. What is broken is broken in one of the methods. */
    static class Losses extends LossState {
        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            return losses();
        }
    }

    /** The contract for one module whose state is made anew each time. */
    interface One extends RiskModuleContract {
        RiskModule module();

        @Override
        default Arbitrary<RiskModule> candidates() {
            return Arbitraries.just(module());
        }
    }

    static class Sound implements One {
        @Override
        public RiskModule module() {
            return Losses::new;
        }
    }

    static class Negative implements One {
        @Override
        public RiskModule module() {
            return () -> (account, moment) -> -1;
        }
    }

    /** Two accounts in the same state are answered differently. */
    static class KnowsTheAccount implements One {
        @Override
        public RiskModule module() {
            return new Scoped(RiskModule.Scope.ACCOUNT) {
                @Override
                public ModuleState start() {
                    return (account, moment) -> System.identityHashCode(account);
                }

                @Override
                public boolean needsWholeAccount() {
                    return true;
                }
            };
        }
    }

    static class CountsQuestions implements One {
        @Override
        public RiskModule module() {
            return () -> new ModuleState() {
                private long asked;

                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return (double) asked++;
                }

                @Override
                public void reset() {
                    asked = 0;
                }

                @Override
                public SavedValues save() {
                    return SavedValues.builder().number("asked", asked).build();
                }

                @Override
                public void restore(SavedValues saved) {
                    asked = saved.only("asked").number("asked", 0);
                }
            };
        }
    }

    /** An account of another trader's phase leaves its mark. */
    static class TraderWhoNotesEquity implements One {
        @Override
        public RiskModule module() {
            return new Scoped(RiskModule.Scope.TRADER) {
                @Override
                public ModuleState start() {
                    return new ModuleState() {
                        private long highest;

                        @Override
                        public double moneyAtRisk(AccountView account, Moment moment) {
                            highest = Math.max(highest, account.equity());
                            return (double) highest;
                        }

                        @Override
                        public void reset() {
                            highest = 0;
                        }

                        @Override
                        public SavedValues save() {
                            return SavedValues.builder()
                                    .number("highest", highest)
                                    .build();
                        }

                        @Override
                        public void restore(SavedValues saved) {
                            highest = saved.only("highest").number("highest", 0);
                        }
                    };
                }
            };
        }
    }

    static class SavesNothing implements One {
        @Override
        public RiskModule module() {
            return () -> new Losses() {
                @Override
                public SavedValues save() {
                    return SavedValues.none();
                }

                @Override
                public void restore(SavedValues saved) {
                    reset();
                    saved.only();
                }
            };
        }
    }

    static class RestoresAnything implements One {
        @Override
        public RiskModule module() {
            return () -> new ModuleState() {
                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return 1;
                }

                @Override
                public void restore(SavedValues saved) {}
            };
        }
    }

    static class ClaimsToRememberNothing implements One {
        @Override
        public RiskModule module() {
            return new Scoped(RiskModule.Scope.NONE) {
                @Override
                public ModuleState start() {
                    return new Losses();
                }
            };
        }
    }

    /** What should be in the state is in the module. */
    static class CountsInTheModule implements One {
        @Override
        public RiskModule module() {
            Losses all = new Losses();
            return () -> new ModuleState() {
                @Override
                public double moneyAtRisk(AccountView account, Moment moment) {
                    return all.moneyAtRisk(account, moment);
                }

                @Override
                public void closed(long risked, long profit) {
                    all.closed(risked, profit);
                }

                @Override
                public void reset() {
                    all.reset();
                }

                @Override
                public SavedValues save() {
                    return all.save();
                }

                @Override
                public void restore(SavedValues saved) {
                    all.restore(saved);
                }
            };
        }
    }

    static class NeverForgets implements One {
        @Override
        public RiskModule module() {
            return () -> new Losses() {
                @Override
                public void reset() {}
            };
        }
    }

    static class Nameless implements One {
        @Override
        public RiskModule module() {
            return new Scoped(RiskModule.Scope.NONE) {
                @Override
                public ModuleState start() {
                    return (account, moment) -> 1;
                }

                @Override
                public String name() {
                    return " ";
                }
            };
        }
    }

    /** Promises the opposite of what it does. */
    static class BuysTheDip implements One {
        @Override
        public RiskModule module() {
            return new Scoped(RiskModule.Scope.NONE) {
                @Override
                public ModuleState start() {
                    return (account, moment) -> Math.max(0, 2 * account.balance() - account.equity());
                }

                @Override
                public Set<Law> laws() {
                    return Set.of(Law.LESS_EQUITY_NEVER_RAISES);
                }
            };
        }
    }

    /** Promises the opposite of what it does. */
    static class Martingale implements One {
        @Override
        public RiskModule module() {
            return new LossesWith(RiskModule.Law.A_LOSS_NEVER_RAISES);
        }
    }

    /** Reads what it does not state. */
    static class ReadsInSecret implements One {
        @Override
        public RiskModule module() {
            return new Scoped(RiskModule.Scope.NONE) {
                @Override
                public ModuleState start() {
                    return (account, moment) -> (double) account.highWaterMark();
                }

                @Override
                public Set<Input> inputs() {
                    return Set.of();
                }
            };
        }
    }

    /** Its code is read as that of a new state. */
    static class ForgetsItsCode implements One {
        @Override
        public RiskModule module() {
            return () -> new Losses() {
                @Override
                public int codeLength() {
                    return 1;
                }

                @Override
                public void writeCode(long[] code, int from, long today) {
                    code[from] = (long) losses();
                }

                @Override
                public void readCode(long[] code, int from, long today) {
                    reset();
                }
            };
        }
    }

    /** Promises the opposite of what it does. */
    static class RisesWithLosses implements One {
        @Override
        public RiskModule module() {
            return new LossesWith(RiskModule.Law.NO_RISE_BEFORE_A_WIN);
        }
    }

    /** A module that risks more with each loss, and promises a law. */
    static class LossesWith extends Scoped {
        private final Law law;

        LossesWith(Law law) {
            super(Scope.ACCOUNT);
            this.law = law;
        }

        @Override
        public ModuleState start() {
            return new Losses();
        }

        @Override
        public Set<Law> laws() {
            return Set.of(law);
        }
    }

    abstract static class Scoped implements RiskModule {
        private final Scope scope;

        Scoped(Scope scope) {
            this.scope = scope;
        }

        @Override
        public String name() {
            return "Scoped";
        }

        @Override
        public Scope scope() {
            return scope;
        }
    }
}
