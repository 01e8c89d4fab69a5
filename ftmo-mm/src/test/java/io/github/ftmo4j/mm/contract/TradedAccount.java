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
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SizingDecision;
import java.util.Currency;
import java.util.Set;
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

    /** Asks with other values of everything that is not among the inputs. */
    public double askWithout(ModuleState state, Set<RiskModule.Input> inputs, long other) {
        return state.moneyAtRisk(
                new Without(machine, inputs, other),
                new At(
                        Without.day(machine.day(), inputs, other),
                        inputs.contains(RiskModule.Input.TRADE_OF_DAY) ? tradeOfDay : tradeOfDay + 7,
                        inputs.contains(RiskModule.Input.TRADE_OF_PHASE) ? tradeOfPhase : tradeOfPhase + 7));
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

    /** An account with other values of everything that is not among the inputs. */
    private record Without(AccountMachine account, Set<RiskModule.Input> inputs, long other) implements AccountView {

        /** Where only the days between matter, all days are later by as many; where none does, they are apart, too. */
        static long day(long day, Set<RiskModule.Input> inputs, long other) {
            if (inputs.contains(RiskModule.Input.DATE)) {
                return day;
            }
            return (inputs.contains(RiskModule.Input.CALENDAR_DAYS) ? day : 3 * day) + other;
        }

        @Override
        public Currency currency() {
            return account.currency();
        }

        @Override
        public long initialBalance() {
            return account.initialBalance();
        }

        @Override
        public long balance() {
            return account.balance();
        }

        @Override
        public long equity() {
            return account.equity();
        }

        @Override
        public long highWaterMark() {
            return account.highWaterMark() + (inputs.contains(RiskModule.Input.HIGH_WATER_MARK) ? 0 : other);
        }

        @Override
        public long dayStartBalance() {
            return account.dayStartBalance() + (inputs.contains(RiskModule.Input.DAY_START_BALANCE) ? 0 : other);
        }

        @Override
        public long dailyLossFloor() {
            return inputs.contains(RiskModule.Input.DAILY_LOSS) ? account.dailyLossFloor() : account.balance() - other;
        }

        @Override
        public long maximumLossFloor() {
            return account.maximumLossFloor();
        }

        @Override
        public long floatingLossFloor() {
            return account.floatingLossFloor();
        }

        @Override
        public long dailyLossLimit() {
            return inputs.contains(RiskModule.Input.DAILY_LOSS) ? account.dailyLossLimit() : other;
        }

        @Override
        public long maximumLossLimit() {
            return account.maximumLossLimit();
        }

        @Override
        public long targetBalance() {
            return account.targetBalance();
        }

        @Override
        public long day() {
            return day(account.day(), inputs, other);
        }

        @Override
        public int tradingDays() {
            return account.tradingDays() + (inputs.contains(RiskModule.Input.TRADING_DAYS) ? 0 : 3);
        }
    }

    private record At(long day, int tradeOfDay, int tradeOfPhase) implements Moment {
        @Override
        public long epochMilli() {
            return TimeUnit.DAYS.toMillis(day);
        }
    }
}
