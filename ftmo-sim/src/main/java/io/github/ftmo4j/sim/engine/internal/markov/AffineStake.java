package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.Kelly;
import io.github.ftmo4j.mm.module.LinearEdge;
import java.util.Optional;

/**
 * A stake that is a share of the balance, or an amount.
 *
 * @param share the share of the balance
 * @param amount the amount, minor units
 * @param lost what rounding down costs on average, minor units
 */
record AffineStake(double share, double amount, double lost) {

    private static final int SAMPLE = 10_000;

    /** The stake of a sizer, none if it is of another form. */
    static Optional<AffineStake> of(PositionSizer sizer, CompiledPhase rules, Moment moment) {
        if (!hasForm(sizer)) {
            return Optional.empty();
        }
        RiskModule module = sizer.proposals().get(0);
        AccountMachine account = new AccountMachine(rules, moment.day());
        double answer = module.start().moneyAtRisk(account, moment);
        boolean fixed = module instanceof ConstantMoney
                || (module instanceof FixedFractional stake && stake.base() == RiskBase.INITIAL_BALANCE);
        AffineStake found;
        if (fixed) {
            found = new AffineStake(0, MinorUnits.down(answer), 0);
        } else {
            double share = answer / rules.initialBalance();
            found = new AffineStake(share, 0, meanLost(share, rules.initialBalance()));
        }
        double floor = (double) rules.maximumLossFloor(rules.initialBalance(), 0);
        return Optional.of(found).filter(stake -> stake.at(floor) >= 1 && stake.at(floor) <= floor);
    }

    /** Whether a sizer has one module, of a form that is known to be a share of the balance or an amount. */
    static boolean hasForm(PositionSizer sizer) {
        if (sizer.proposals().size() != 1
                || !sizer.limits().isEmpty()
                || !sizer.caps().caps().isEmpty()
                || sizer.freeze().isPresent()) {
            return false;
        }
        RiskModule module = sizer.proposals().get(0);
        return module instanceof FixedFractional
                || module instanceof ConstantMoney
                || module instanceof Kelly
                || module instanceof LinearEdge
                || module instanceof FixedVolTarget;
    }

    private static double meanLost(double share, long around) {
        double lost = 0;
        for (int i = 0; i < SAMPLE; i++) {
            double exact = share * (around + i);
            lost += exact - MinorUnits.down(exact);
        }
        return lost / SAMPLE;
    }

    /** Minor units, as rounded on average. */
    double at(double balance) {
        return share * balance + amount - lost;
    }

    /** Minor units, rounded. */
    double rounded(long balance) {
        return MinorUnits.down(share * balance + amount);
    }

    /** The stake without rounding. */
    AffineStake unrounded() {
        return new AffineStake(share, amount, 0);
    }
}
