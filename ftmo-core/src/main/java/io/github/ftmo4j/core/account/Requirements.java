package io.github.ftmo4j.core.account;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;

/** Refuses an event that an account cannot accept, and returns any other event. */
final class Requirements implements AccountEvent.Visitor<AccountEvent> {

    private final AccountMachine machine;
    private final PositionBook book;

    Requirements(AccountMachine machine, PositionBook book) {
        this.machine = machine;
        this.book = book;
    }

    @Override
    public AccountEvent opened(AccountEvent.Opened event) {
        requireNew(event.position().id());
        requireStop(event.position());
        return event;
    }

    @Override
    public AccountEvent changed(AccountEvent.Changed event) {
        requireOpen(event.position().id());
        requireStop(event.position());
        booking(event.profit(), "profit");
        return event;
    }

    @Override
    public AccountEvent reopened(AccountEvent.Reopened event) {
        requireClosed(event.position().id());
        requireStop(event.position());
        return event;
    }

    @Override
    public AccountEvent marked(AccountEvent.Marked event) {
        amount(event.equity(), "equity");
        return event;
    }

    @Override
    public AccountEvent closed(AccountEvent.Closed event) {
        requireOpen(event.id());
        booking(event.profit(), "profit");
        return event;
    }

    @Override
    public AccountEvent corrected(AccountEvent.Corrected event) {
        requireClosed(event.id());
        amount(event.profit(), "profit");
        booking(book.change(event), "change of the profit");
        return event;
    }

    @Override
    public AccountEvent reinstated(AccountEvent.Reinstated event) {
        if (!machine.verdict().isFinal()) {
            throw new IllegalStateException(
                    "only a phase that is passed or failed is reinstated, it is " + machine.verdict());
        }
        return event;
    }

    @Override
    public AccountEvent booked(AccountEvent.Booked event) {
        booking(event.profit(), "profit");
        return event;
    }

    @Override
    public AccountEvent cashFlow(AccountEvent.CashFlow event) {
        booking(event.amount(), "amount");
        return event;
    }

    @Override
    public AccountEvent paidOut(AccountEvent.PaidOut event) {
        machine.requirePayable(amount(event.amount(), "amount"));
        return event;
    }

    @Override
    public AccountEvent violated(AccountEvent.Violated event) {
        return event;
    }

    @Override
    public AccountEvent timePassed(AccountEvent.TimePassed event) {
        return event;
    }

    private void requireStop(Position position) {
        position.profitAtStop().ifPresent(profit -> amount(profit, "profitAtStop"));
    }

    private void requireNew(String id) {
        if (book.isOpen(id) || book.wasClosed(id)) {
            throw new IllegalArgumentException("position must be new, was " + id + ", which "
                    + (book.isOpen(id) ? "is open" : "was closed") + " already");
        }
    }

    private void requireOpen(String id) {
        if (!book.isOpen(id)) {
            throw new IllegalArgumentException("position must be one of those open, " + book.ids() + ", was " + id
                    + (book.wasClosed(id) ? ", which was closed already" : ""));
        }
    }

    private void requireClosed(String id) {
        if (!book.wasClosed(id)) {
            throw new IllegalArgumentException(
                    "trade must be one of the last " + PositionBook.CLOSED_TRADES + " closed, was " + id);
        }
    }

    private long amount(Money money, String name) {
        long minorUnits = money.in(machine.currency());
        if (minorUnits < -MinorUnits.LARGEST || minorUnits > MinorUnits.LARGEST) {
            throw new IllegalArgumentException(
                    name + " must be within ±" + money(MinorUnits.LARGEST) + ", was " + money);
        }
        return minorUnits;
    }

    /** Refuses a booking that takes the balance beyond {@link MinorUnits#LARGEST}. */
    private void booking(Money money, String name) {
        long after = machine.balance() + amount(money, name);
        if (after < -MinorUnits.LARGEST || after > MinorUnits.LARGEST) {
            throw new IllegalArgumentException(name + " must leave the balance within ±" + money(MinorUnits.LARGEST)
                    + ", was " + money + " at a balance of " + money(machine.balance()));
        }
    }

    private Money money(long minorUnits) {
        return new Money(minorUnits, machine.currency());
    }
}
