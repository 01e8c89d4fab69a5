package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import java.util.Objects;

/** What a policy maximises. */
public sealed interface Goal {

    /**
     * The probability of passing all phases of the program.
     *
     * @return the goal
     */
    static Goal pass() {
        return new Pass();
    }

    /**
     * The probability of passing one phase, from a fresh account of it.
     *
     * @param phase the name of the phase, such as {@link io.github.ftmo4j.core.program.Phase#CHALLENGE}
     * @return the goal
     */
    static Goal passPhase(String phase) {
        return new PassPhase(phase);
    }

    /**
     * The expected money of one attempt at the program: what a funded account is worth if all phases are passed, less
     * the fee.
     *
     * @param fundedAccount what a funded account is worth to the trader, the refund of the fee apart
     * @return the goal; no refund and no cost of time unless they are added
     */
    static ExpectedMoney money(Money fundedAccount) {
        return new ExpectedMoney(fundedAccount, 0, fundedAccount.withMinorUnits(0));
    }

    /** The probability of passing all phases of the program. */
    record Pass() implements Goal {}

    /**
     * The probability of passing one phase, from a fresh account of it.
     *
     * @param phase the name of the phase
     */
    record PassPhase(String phase) implements Goal {
        /** Refuses null. */
        public PassPhase {
            Objects.requireNonNull(phase, "phase");
        }
    }

    /**
     * The expected money of one attempt: funded account and refund if all phases are passed, less the fee and what the
     * days cost. An attempt that fails is worth nothing.
     *
     * @param fundedAccount what a funded account is worth to the trader, the refund apart, above zero
     * @param refundProbability how likely a funded account pays the first reward, with which a fee is refunded, from 0
     *     to 1; without effect if the program has no fee, or one that is never refunded
     * @param costOfDay what each trading day of the attempt costs the trader, not negative
     */
    record ExpectedMoney(Money fundedAccount, double refundProbability, Money costOfDay) implements Goal {
        /**
         * Checks the amounts.
         *
         * @throws IllegalArgumentException if one is out of range, or their currencies differ
         */
        public ExpectedMoney {
            if (!fundedAccount.isPositive()) {
                throw new IllegalArgumentException("fundedAccount must be above zero, was " + fundedAccount);
            }
            Fraction.requireNonNegative(refundProbability, "refundProbability");
            if (refundProbability > 1) {
                throw new IllegalArgumentException("refundProbability must be at most 1, was " + refundProbability);
            }
            if (costOfDay.in(fundedAccount.currency()) < 0) {
                throw new IllegalArgumentException("costOfDay must not be negative, was " + costOfDay);
            }
        }

        /**
         * The same goal with a refund of the fee.
         *
         * @param probability how likely a funded account pays the first reward, from 0 to 1
         * @return the goal
         */
        public ExpectedMoney refunded(double probability) {
            return new ExpectedMoney(fundedAccount, probability, costOfDay);
        }

        /**
         * The same goal with a cost of time.
         *
         * @param cost what each trading day costs, not negative
         * @return the goal
         */
        public ExpectedMoney dayCosts(Money cost) {
            return new ExpectedMoney(fundedAccount, refundProbability, cost);
        }
    }
}
