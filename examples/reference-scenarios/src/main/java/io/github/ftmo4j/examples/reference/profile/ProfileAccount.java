package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Money;
import java.util.Currency;
import java.util.concurrent.TimeUnit;

/** An account of the profile as the position sizer sees it: always flat, one trade a step, one step a day. */
final class ProfileAccount implements AccountView, Moment {

    private final Money capital;
    private final PassRule rule;

    private long equity;
    private long highWaterMark;
    private int step;
    private int stepsTraded;

    ProfileAccount(Money capital, PassRule rule) {
        this.capital = capital;
        this.rule = rule;
        equity = capital.minorUnits();
        highWaterMark = equity;
    }

    /** Ends a step on which something was risked. The equity never falls below zero. */
    void earn(long profit) {
        equity = Math.max(0, equity + profit);
        highWaterMark = Math.max(highWaterMark, equity);
        stepsTraded++;
        step++;
    }

    /** Ends a step on which nothing was risked. */
    void skip() {
        step++;
    }

    @Override
    public Currency currency() {
        return capital.currency();
    }

    @Override
    public long initialBalance() {
        return capital.minorUnits();
    }

    @Override
    public long balance() {
        return equity;
    }

    @Override
    public long equity() {
        return equity;
    }

    @Override
    public long highWaterMark() {
        return highWaterMark;
    }

    @Override
    public long dayStartBalance() {
        return equity;
    }

    @Override
    public long dailyLossFloor() {
        return NO_FLOOR;
    }

    @Override
    public long dailyLossLimit() {
        return NO_LIMIT;
    }

    @Override
    public long maximumLossLimit() {
        return highWaterMark - maximumLossFloor();
    }

    @Override
    public long maximumLossFloor() {
        return rule.floor(highWaterMark);
    }

    @Override
    public long targetBalance() {
        return rule.target(capital.minorUnits());
    }

    @Override
    public long day() {
        return step;
    }

    @Override
    public int tradingDays() {
        return stepsTraded;
    }

    @Override
    public long epochMilli() {
        return TimeUnit.DAYS.toMillis(step);
    }

    @Override
    public int tradeOfDay() {
        return 0;
    }

    @Override
    public int tradeOfPhase() {
        return step;
    }
}
