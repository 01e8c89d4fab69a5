package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.mm.Combination;
import io.github.ftmo4j.mm.ModuleState;

/** Combinations of modules as slots. */
final class CombinedSlots {

    private CombinedSlots() {}

    /** A {@link Combination}. Every part sees everything, as there. */
    abstract static class Combined extends Slot {
        final Slot[] parts;

        Combined(Slot[] parts) {
            this.parts = parts;
        }

        @Override
        int cost() {
            return 3;
        }

        @Override
        int needs() {
            int needs = STATE;
            for (Slot part : parts) {
                needs |= part.needs();
            }
            return needs;
        }

        @Override
        String kind() {
            StringBuilder kind = new StringBuilder(super.kind());
            for (Slot part : parts) {
                kind.append('(').append(part.kind()).append(')');
            }
            return kind.toString();
        }

        @Override
        void closed(double risked, double profit) {
            for (Slot part : parts) {
                part.closed(risked, profit);
            }
        }

        @Override
        void moved(double marketReturn) {
            for (Slot part : parts) {
                part.moved(marketReturn);
            }
        }

        @Override
        void reset() {
            for (Slot part : parts) {
                part.reset();
            }
        }
    }

    /** {@link Combination.Scaled}. */
    static final class Scaled extends Combined {
        private final double factor;

        Scaled(Slot[] parts, double factor) {
            super(parts);
            this.factor = factor;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            return factor * parts[0].amount(balance, account);
        }
    }

    /** {@link Combination.Capped}. */
    static final class Capped extends Combined {
        private final double fraction;

        Capped(Slot[] parts, double fraction) {
            super(parts);
            this.fraction = fraction;
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double answer = parts[0].amount(balance, account);
            double most = fraction * base(balance);
            return answer > most ? most : answer;
        }
    }

    /** {@link Combination.OrElse}. */
    static final class OrElse extends Combined {

        OrElse(Slot[] parts) {
            super(parts);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double first = parts[0].amount(balance, account);
            double second = parts[1].amount(balance, account);
            return Double.isNaN(first) ? second : first;
        }
    }

    /** {@link Combination.Least}. */
    static final class Least extends Combined {

        Least(Slot[] parts) {
            super(parts);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double least = ModuleState.ABSTAIN;
            for (Slot part : parts) {
                double answer = part.amount(balance, account);
                if (!(answer >= least) && !Double.isNaN(answer)) {
                    least = answer;
                }
            }
            return least;
        }
    }

    /** {@link Combination.Greatest}. */
    static final class Greatest extends Combined {

        Greatest(Slot[] parts) {
            super(parts);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double greatest = ModuleState.ABSTAIN;
            for (Slot part : parts) {
                double answer = part.amount(balance, account);
                if (!(answer <= greatest) && !Double.isNaN(answer)) {
                    greatest = answer;
                }
            }
            return greatest;
        }
    }

    /** {@link Combination.Average}. */
    static final class Average extends Combined {

        Average(Slot[] parts) {
            super(parts);
        }

        @Override
        double amount(double balance, FlatAccount account) {
            double sum = 0;
            int spoke = 0;
            for (Slot part : parts) {
                double answer = part.amount(balance, account);
                if (!Double.isNaN(answer)) {
                    sum += answer;
                    spoke++;
                }
            }
            return sum / spoke;
        }
    }
}
