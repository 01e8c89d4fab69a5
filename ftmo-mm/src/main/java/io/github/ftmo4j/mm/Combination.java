package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A module made of others: what {@link RiskModule#times}, {@link RiskModule#atMost}, {@link RiskModule#orElse},
 * {@link RiskModule#least}, {@link RiskModule#greatest} and {@link RiskModule#average} return. Every part sees every
 * question, every closed trade and every move of the market, so that its state is the same as without the others.
 */
public sealed interface Combination extends RiskModule {

    /**
     * The modules that are combined.
     *
     * @return in the order in which they were given
     */
    List<RiskModule> parts();

    @Override
    default Scope scope() {
        return commonScope(parts());
    }

    @Override
    default Set<Input> inputs() {
        Set<Input> all = EnumSet.noneOf(Input.class);
        parts().forEach(part -> all.addAll(part.inputs()));
        return all;
    }

    @Override
    default boolean needsWholeAccount() {
        return parts().stream().anyMatch(RiskModule::needsWholeAccount);
    }

    private static Set<Law> commonLaws(List<RiskModule> parts) {
        Set<Law> common = EnumSet.allOf(Law.class);
        parts.forEach(part -> common.retainAll(part.laws()));
        return common;
    }

    private static Scope commonScope(List<RiskModule> parts) {
        Scope common = Scope.NONE;
        for (RiskModule part : parts) {
            Scope scope = part.scope();
            if (common != Scope.NONE && scope != Scope.NONE && scope != common) {
                throw new IllegalArgumentException("parts must not mix the state of a trader, which all accounts share,"
                        + " with that of one account, were "
                        + parts.stream()
                                .map(each -> each.name() + " (" + each.scope() + ")")
                                .collect(Collectors.joining(", ")));
            }
            common = scope == Scope.NONE ? common : scope;
        }
        return common;
    }

    private static List<RiskModule> requireParts(List<RiskModule> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("at least one module must be combined, was none");
        }
        commonScope(parts);
        return List.copyOf(parts);
    }

    private static String names(List<RiskModule> parts) {
        return parts.stream().map(RiskModule::name).collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * An answer multiplied.
     *
     * @param part the module
     * @param factor what its answer is multiplied by, above 0 and finite
     */
    record Scaled(RiskModule part, double factor) implements Combination {
        /** Checks the factor. */
        public Scaled {
            if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("factor must be above 0 and finite, was " + factor);
            }
        }

        @Override
        public List<RiskModule> parts() {
            return List.of(part);
        }

        @Override
        public ModuleState start() {
            return new CombinedState(parts(), (answers, account) -> factor * answers[0]);
        }

        @Override
        public Set<Law> laws() {
            return commonLaws(parts());
        }

        @Override
        public String name() {
            return part.name() + ".times";
        }
    }

    /**
     * An answer that is never more than a share of the balance.
     *
     * @param part the module
     * @param fraction the largest risk fraction, above 0 and at most {@link Fraction#LARGEST_RISK}
     */
    record Capped(RiskModule part, double fraction) implements Combination {
        /** Checks the fraction. */
        public Capped {
            Fraction.requireRisk(fraction, "fraction");
        }

        @Override
        public List<RiskModule> parts() {
            return List.of(part);
        }

        @Override
        public ModuleState start() {
            return new CombinedState(parts(), (answers, account) -> {
                double most = fraction * RiskBase.BALANCE.of(account);
                return answers[0] > most ? most : answers[0];
            });
        }

        @Override
        public Set<Law> laws() {
            return commonLaws(parts());
        }

        @Override
        public String name() {
            return part.name() + ".atMost";
        }
    }

    /**
     * The answer of a module, and that of a second one where the first abstains.
     *
     * @param first the module whose answer counts unless it abstains
     * @param second the module whose answer counts otherwise
     */
    record OrElse(RiskModule first, RiskModule second) implements Combination {
        /**
         * Checks the scopes.
         *
         * @throws IllegalArgumentException if one has the scope of a trader and the other that of an account
         */
        public OrElse {
            commonScope(List.of(first, second));
        }

        @Override
        public List<RiskModule> parts() {
            return List.of(first, second);
        }

        @Override
        public ModuleState start() {
            return new CombinedState(parts(), (answers, account) -> Double.isNaN(answers[0]) ? answers[1] : answers[0]);
        }

        @Override
        public String name() {
            return first.name() + ".orElse" + names(List.of(second));
        }
    }

    /**
     * The smallest answer of the modules that do not abstain.
     *
     * @param parts the modules, at least one
     */
    record Least(List<RiskModule> parts) implements Combination {
        /**
         * Copies and checks the modules.
         *
         * @throws IllegalArgumentException if there is none, or one has the scope of a trader and another that of an
         *     account
         */
        public Least {
            parts = requireParts(parts);
        }

        @Override
        public ModuleState start() {
            return new CombinedState(parts, (answers, account) -> {
                double least = ModuleState.ABSTAIN;
                for (double amount : answers) {
                    if (!(amount >= least) && !Double.isNaN(amount)) {
                        least = amount;
                    }
                }
                return least;
            });
        }

        @Override
        public Set<Law> laws() {
            return commonLaws(parts);
        }

        @Override
        public String name() {
            return "least" + names(parts);
        }
    }

    /**
     * The largest answer of the modules that do not abstain.
     *
     * @param parts the modules, at least one
     */
    record Greatest(List<RiskModule> parts) implements Combination {
        /**
         * Copies and checks the modules.
         *
         * @throws IllegalArgumentException if there is none, or one has the scope of a trader and another that of an
         *     account
         */
        public Greatest {
            parts = requireParts(parts);
        }

        @Override
        public ModuleState start() {
            return new CombinedState(parts, (answers, account) -> {
                double greatest = ModuleState.ABSTAIN;
                for (double amount : answers) {
                    if (!(amount <= greatest) && !Double.isNaN(amount)) {
                        greatest = amount;
                    }
                }
                return greatest;
            });
        }

        @Override
        public String name() {
            return "greatest" + names(parts);
        }
    }

    /**
     * The mean answer of the modules that do not abstain.
     *
     * @param parts the modules, at least one
     */
    record Average(List<RiskModule> parts) implements Combination {
        /**
         * Copies and checks the modules.
         *
         * @throws IllegalArgumentException if there is none, or one has the scope of a trader and another that of an
         *     account
         */
        public Average {
            parts = requireParts(parts);
        }

        @Override
        public ModuleState start() {
            return new CombinedState(parts, (answers, account) -> {
                double sum = 0;
                int spoke = 0;
                for (double amount : answers) {
                    if (!Double.isNaN(amount)) {
                        sum += amount;
                        spoke++;
                    }
                }
                return sum / spoke; // of none, 0 / 0 abstains
            });
        }

        @Override
        public String name() {
            return "average" + names(parts);
        }
    }
}
