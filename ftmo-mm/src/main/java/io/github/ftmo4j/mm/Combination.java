package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Fraction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A module made of others. Each part is asked and told all that it would be alone, so that its state is the same. */
sealed interface Combination extends RiskModule {

    /** In the order in which {@link #combine} gets their answers. */
    List<RiskModule> parts();

    /** The answer that follows from those of the parts. */
    double combine(double[] said, AccountView account);

    @Override
    default Scope scope() {
        return commonScope(parts());
    }

    @Override
    default ModuleState start() {
        return new State(this);
    }

    /** What all parts promise. */
    default Set<Law> commonLaws() {
        Set<Law> common = EnumSet.allOf(Law.class);
        parts().forEach(part -> common.retainAll(part.laws()));
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

    private static String names(List<RiskModule> parts) {
        return parts.stream().map(RiskModule::name).collect(Collectors.joining(", ", "(", ")"));
    }

    /** An answer multiplied. */
    record Scaled(RiskModule part, double factor) implements Combination {
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
        public double combine(double[] said, AccountView account) {
            return factor * said[0];
        }

        @Override
        public Set<Law> laws() {
            return commonLaws();
        }

        @Override
        public String name() {
            return part.name() + ".times";
        }
    }

    /** An answer that is never more than a share of the balance. */
    record Capped(RiskModule part, double fraction) implements Combination {
        public Capped {
            Fraction.requirePositive(fraction, "fraction");
        }

        @Override
        public List<RiskModule> parts() {
            return List.of(part);
        }

        @Override
        public double combine(double[] said, AccountView account) {
            double most = fraction * RiskBase.BALANCE.of(account);
            return said[0] > most ? most : said[0];
        }

        @Override
        public Set<Law> laws() {
            return commonLaws();
        }

        @Override
        public String name() {
            return part.name() + ".atMost";
        }
    }

    /** The second speaks where the first abstains. */
    record OrElse(RiskModule first, RiskModule second) implements Combination {
        public OrElse {
            commonScope(List.of(first, second));
        }

        @Override
        public List<RiskModule> parts() {
            return List.of(first, second);
        }

        @Override
        public double combine(double[] said, AccountView account) {
            return Double.isNaN(said[0]) ? said[1] : said[0];
        }

        @Override
        public String name() {
            return first.name() + ".orElse" + names(List.of(second));
        }
    }

    /** The smallest answer of those that speak. */
    record Least(List<RiskModule> parts) implements Combination {
        public Least {
            requireParts(parts);
        }

        @Override
        public double combine(double[] said, AccountView account) {
            double least = ModuleState.ABSTAIN;
            for (double amount : said) {
                if (!(amount >= least) && !Double.isNaN(amount)) {
                    least = amount;
                }
            }
            return least;
        }

        @Override
        public Set<Law> laws() {
            return commonLaws();
        }

        @Override
        public String name() {
            return "least" + names(parts);
        }
    }

    /** The largest answer of those that speak. */
    record Greatest(List<RiskModule> parts) implements Combination {
        public Greatest {
            requireParts(parts);
        }

        @Override
        public double combine(double[] said, AccountView account) {
            double greatest = ModuleState.ABSTAIN;
            for (double amount : said) {
                if (!(amount <= greatest) && !Double.isNaN(amount)) {
                    greatest = amount;
                }
            }
            return greatest;
        }

        @Override
        public String name() {
            return "greatest" + names(parts);
        }
    }

    /** The mean answer of those that speak. */
    record Average(List<RiskModule> parts) implements Combination {
        public Average {
            requireParts(parts);
        }

        @Override
        public double combine(double[] said, AccountView account) {
            double sum = 0;
            int spoke = 0;
            for (double amount : said) {
                if (!Double.isNaN(amount)) {
                    sum += amount;
                    spoke++;
                }
            }
            return sum / spoke; // of none, 0 / 0 abstains
        }

        @Override
        public String name() {
            return "average" + names(parts);
        }
    }

    private static void requireParts(List<RiskModule> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("at least one module must be combined, was none");
        }
        commonScope(parts);
    }

    /** The states of the parts; what each saves is prefixed with its place. */
    final class State implements ModuleState {
        private final Combination combination;
        private final ModuleState[] parts;
        private final double[] said;

        State(Combination combination) {
            this.combination = combination;
            parts = combination.parts().stream().map(RiskModule::start).toArray(ModuleState[]::new);
            said = new double[parts.length];
        }

        @Override
        public double moneyAtRisk(AccountView account, Moment moment) {
            for (int i = 0; i < parts.length; i++) {
                said[i] = parts[i].moneyAtRisk(account, moment);
            }
            return combination.combine(said, account);
        }

        @Override
        public void closed(long risked, long profit) {
            for (ModuleState part : parts) {
                part.closed(risked, profit);
            }
        }

        @Override
        public void moved(double marketReturn) {
            for (ModuleState part : parts) {
                part.moved(marketReturn);
            }
        }

        @Override
        public void reset() {
            for (ModuleState part : parts) {
                part.reset();
            }
        }

        @Override
        public SavedValues save() {
            SavedValues.Builder all = SavedValues.builder();
            for (int i = 0; i < parts.length; i++) {
                all.under(prefix(i), parts[i].save());
            }
            return all.build();
        }

        @Override
        public void restore(SavedValues saved) {
            List<String> known = new ArrayList<>();
            for (int i = 0; i < parts.length; i++) {
                String prefix = prefix(i);
                SavedValues part = saved.under(prefix);
                parts[i].restore(part);
                part.asMap().keySet().forEach(name -> known.add(prefix + name));
            }
            saved.only(known.toArray(String[]::new));
        }

        private static String prefix(int place) {
            return place + 1 + ".";
        }
    }
}
