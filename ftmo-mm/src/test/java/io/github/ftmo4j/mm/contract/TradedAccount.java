package io.github.ftmo4j.mm.contract;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.ModuleState;
import io.github.ftmo4j.mm.SizingDecision;
import java.util.concurrent.TimeUnit;

/** An account with trades, and the moment of the next trade. */
public final class TradedAccount {

    private final AccountMachine machine;
    private int tradeOfDay;
    private int tradeOfPhase;

    private TradedAccount(Phase phase) {
        machine = new AccountMachine(phase, 20_000);
    }

    public static TradedAccount under(Phase phase) {
        return new TradedAccount(phase);
    }

    /** A phase that only the loss of the whole balance ends. */
    public static TradedAccount unlimited(Money initialBalance) {
        return under(Phase.builder("Unlimited", initialBalance).maximumLoss(1.0).build());
    }

    public AccountView view() {
        return machine;
    }

    public Moment moment() {
        return new At(machine.day(), tradeOfDay, tradeOfPhase);
    }

    /** Whether the phase is passed or failed, which is final. */
    public boolean isOver() {
        return machine.verdict().isFinal();
    }

    public double ask(ModuleState state) {
        return state.moneyAtRisk(view(), moment());
    }

    public long size(AccountSizing sizing) {
        return sizing.size(view(), moment());
    }

    public SizingDecision decide(AccountSizing sizing) {
        return sizing.decide(view(), moment());
    }

    public TradedAccount earn(long profit) {
        machine.opened();
        machine.closed(profit);
        tradeOfDay++;
        tradeOfPhase++;
        return this;
    }

    public TradedAccount mark(long equity) {
        machine.marked(equity);
        return this;
    }

    public TradedAccount nextDay() {
        machine.rollTo(machine.day() + 1);
        tradeOfDay = 0;
        return this;
    }

    public Outcome take(Trade trade) {
        if (trade.overnight()) {
            nextDay();
        }
        long risked = Math.max(1, MinorUnits.down(RiskBase.BALANCE.of(machine) * trade.stake()));
        long profit = MinorUnits.round(risked * trade.r());
        earn(profit);
        mark(machine.balance() + MinorUnits.round(risked * trade.floating()));
        return new Outcome(risked, profit, trade.marketReturn(), moment());
    }

    /** The outcome of a trade, for the states that learn from it. */
    public record Outcome(long risked, long profit, double marketReturn, Moment moment) {
        public void tell(ModuleState state) {
            state.closed(risked, profit);
            state.moved(marketReturn);
        }

        public void tell(AccountSizing sizing) {
            sizing.opened(risked, moment);
            sizing.closed(risked, profit);
            sizing.moved(marketReturn);
        }
    }

    private record At(long day, int tradeOfDay, int tradeOfPhase) implements Moment {
        @Override
        public long epochMilli() {
            return TimeUnit.DAYS.toMillis(day);
        }
    }
}
