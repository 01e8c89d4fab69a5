package io.github.ftmo4j.core.order;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Floors;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.Valuation;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Refusal.Reason;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Leverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the rules have room for an order in the worst case: it, every pending order and every open position are
 * stopped out, and a buffer is lost on top. If the equity is below what the stops would leave, for example because the
 * price has jumped over a stop, the equity counts.
 *
 * <p>The equity of the worst case is compared with every floor as it is now and as it is after the next midnight. For
 * the latter, positions whose stop secures a profit count as closed at the stop before midnight, which raises the
 * floors most. Profits that are not secured can raise floors further; if a floor trails intraday equity or jumps to a
 * lock, check again when it has moved. The buffer covers gaps beyond a stop.
 *
 * <p>An order that states its notional needs a margin, by the leverage of the phase. With the margin in use, as far as
 * it is known, it must not exceed the equity. Immutable.
 *
 * @param buffer what is kept between the worst case and every floor, not negative
 * @param caps the caps of what may be at risk
 * @param gates when orders may be sent at all
 */
public record PreTradeCheck(Money buffer, RiskCaps caps, List<Gate> gates) {

    /**
     * Checks the buffer.
     *
     * @throws IllegalArgumentException if the buffer is negative
     */
    public PreTradeCheck {
        if (buffer.minorUnits() < 0) {
            throw new IllegalArgumentException("buffer must not be negative, was " + buffer);
        }
        gates = List.copyOf(gates);
    }

    /**
     * Checks an order.
     *
     * @param order the order
     * @param account the account with its open positions
     * @param pendingRisk the money lost if all pending orders are stopped out, minor units
     * @param exposure what is at risk already, pending orders included
     * @param moment the present
     * @return all reasons against the order, and the room that floors and caps leave
     * @throws IllegalArgumentException if the order is in another currency than the account
     */
    public OrderCheck check(Order order, Account account, long pendingRisk, Exposure exposure, Moment moment) {
        AccountView view = account.view();
        order.risk().ifPresent(risk -> risk.in(view.currency()));
        order.notional().ifPresent(notional -> notional.amount().in(view.currency()));
        List<Refusal> refusals = whateverTheRisk(account, moment);
        boolean closed = !refusals.isEmpty();
        if (order.risk().isEmpty()) {
            refuse(refusals, Reason.NO_STOP, "order " + order.id() + " has no stop");
        }
        long risk = order.risk().map(Money::minorUnits).orElse(0L);
        long room = againstFloors(account, pendingRisk, risk, refusals);
        againstEquity(order, account, exposure, refusals);
        for (RiskCap cap : RiskCap.values()) {
            long most = caps.most(cap, view, exposure);
            if (risk > most || most == 0) {
                refusals.add(new Refusal(
                        cap.name(), cap + " leaves " + money(account, most) + ", at risk " + money(account, risk)));
            }
            room = Math.min(room, most);
        }
        return new OrderCheck(order, refusals, money(account, closed ? 0 : Math.max(0, room)));
    }

    /** The reasons against any order, whatever its risk. */
    private List<Refusal> whateverTheRisk(Account account, Moment moment) {
        List<Refusal> refusals = new ArrayList<>();
        if (account.verdict().isFinal()) {
            refuse(refusals, Reason.PHASE_ENDED, "the phase is " + account.verdict());
        }
        if (account.verdict() == Verdict.PAUSED) {
            refuse(
                    refusals,
                    Reason.PAUSED,
                    "the loss of the day was reached; nothing may be opened until the next day");
        }
        if (account.valuation() == Valuation.UNKNOWN) {
            refuse(refusals, Reason.EQUITY_UNKNOWN, "the open positions were not valued since the interruption");
        }
        for (Position position : account.positions()) {
            if (position.profitAtStop().isEmpty()) {
                refuse(refusals, Reason.POSITION_WITHOUT_STOP, "position " + position.id() + " has no stop");
            }
        }
        for (Gate gate : gates) {
            gate.closedBy(moment).ifPresent(code -> refusals.add(new Refusal(code, "closed by " + code)));
        }
        return refusals;
    }

    /** Adds the refusals for floors that a risk would breach, and returns the largest risk that the floors allow. */
    private long againstFloors(Account account, long pendingRisk, long risk, List<Refusal> refusals) {
        long secured = 0;
        long losses = 0;
        for (Position position : account.positions()) {
            long profit = position.profitAtStop().map(Money::minorUnits).orElse(0L);
            secured += Math.max(0, profit);
            losses += Math.max(0, -profit);
        }
        long reserve = pendingRisk + buffer.minorUnits();
        long equity = account.view().equity();
        long atStops = account.view().balance() - losses;
        long worst = Math.min(atStops, equity) - reserve;
        long all = Math.min(atStops + secured, equity) - reserve;
        Floors now = account.floors();
        Floors next = account.floorsAfterMidnight(secured);
        long room = Long.MAX_VALUE;
        room = Math.min(room, under(Reason.DAILY_LOSS, now.dailyLoss(), all, risk, account, refusals));
        room = Math.min(room, under(Reason.MAXIMUM_LOSS, now.maximumLoss(), all, risk, account, refusals));
        // the balance may have taken what is secured before the rest is lost
        room = Math.min(room, under(Reason.FLOATING_LOSS, now.floatingLoss(), worst, risk, account, refusals));
        room = Math.min(room, under(Reason.DAILY_LOSS_AFTER_MIDNIGHT, next.dailyLoss(), all, risk, account, refusals));
        return Math.min(
                room, under(Reason.MAXIMUM_LOSS_AFTER_MIDNIGHT, next.maximumLoss(), all, risk, account, refusals));
    }

    /** Adds the refusal for an order whose margin is not free. Nothing is known without a notional and a leverage. */
    private static void againstEquity(Order order, Account account, Exposure exposure, List<Refusal> refusals) {
        Optional<Leverage> leverage = account.phase().leverage();
        if (leverage.isEmpty() || order.notional().isEmpty()) {
            return;
        }
        Money margin = order.notional().get().margin(leverage.get());
        long inUse = exposure.marginInUse(leverage.get());
        long equity = account.view().equity();
        if (margin.minorUnits() > equity - inUse) {
            refuse(
                    refusals,
                    Reason.MARGIN,
                    "the order needs a margin of " + margin + " at 1:"
                            + leverage.get()
                                    .of(order.notional().get().assetClass())
                                    .toPlainString()
                            + ", the equity is " + money(account, equity) + ", of which " + money(account, inUse)
                            + " are in use");
        }
    }

    private static long under(
            Reason reason, long floor, long worst, long risk, Account account, List<Refusal> refusals) {
        if (floor == AccountView.NO_FLOOR) {
            return Long.MAX_VALUE;
        }
        BreachTest test = account.phase().breachTest();
        long room = worst - test.threshold(floor);
        if (risk > room || room < 0) {
            refuse(
                    refusals,
                    reason,
                    "the worst case is an equity of " + money(account, worst - risk) + ", the floor "
                            + money(account, floor));
        }
        return room;
    }

    private static void refuse(List<Refusal> refusals, Reason reason, String text) {
        refusals.add(Refusal.of(reason, text));
    }

    private static Money money(Account account, long minorUnits) {
        return account.phase().initialBalance().withMinorUnits(minorUnits);
    }
}
