package io.github.ftmo4j.sim.engine.internal.markov;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;

/** How much is risked on a trade where the balance alone decides. */
interface Stakes {

    /** Minor units. */
    long of(long balance);

    /**
     * How much the stake rises with the balance at most, apart from one minor unit; a stake never falls as the balance
     * rises. NaN if this is not known.
     */
    double slope();

    /** A share of the balance, or the same amount. */
    record Share(double fraction, long fixed) implements Stakes {
        @Override
        public long of(long balance) {
            return fixed > 0 ? fixed : MinorUnits.down(fraction * balance);
        }

        @Override
        public double slope() {
            return fixed > 0 ? 0 : fraction;
        }
    }

    /** What a sizer answers. */
    final class Sized implements Stakes {
        private final AccountMachine account;
        private final AccountSizing sizing;
        private final Moment moment;

        Sized(PositionSizer sizer, CompiledPhase rules, Moment moment) {
            account = new AccountMachine(rules, moment.day());
            sizing = sizer.start().open();
            this.moment = moment;
        }

        @Override
        public long of(long balance) {
            account.restart(moment.day());
            account.opened();
            account.closed(balance - account.initialBalance());
            return sizing.size(account, moment);
        }

        @Override
        public double slope() {
            return Double.NaN;
        }
    }

    /** The stakes of a sizer that only the balance decides. */
    static Stakes of(PositionSizer sizer, CompiledPhase rules, Moment moment) {
        if (sizer.proposals().size() == 1
                && sizer.limits().isEmpty()
                && sizer.caps().caps().isEmpty()
                && sizer.freeze().isEmpty()
                && sizer.proposals().get(0) instanceof FixedFractional stake) {
            if (stake.base() != RiskBase.INITIAL_BALANCE) {
                return new Share(stake.fraction(), 0);
            }
            long fixed = MinorUnits.down(stake.fraction() * rules.initialBalance());
            // more than the equity is not risked
            if (fixed <= rules.maximumLossFloor(rules.initialBalance(), 0)) {
                return new Share(0, fixed);
            }
        }
        return new Sized(sizer, rules, moment);
    }
}
