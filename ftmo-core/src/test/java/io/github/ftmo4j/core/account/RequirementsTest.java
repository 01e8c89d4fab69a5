package io.github.ftmo4j.core.account;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An event of each kind that is returned, and one that is refused. */
class RequirementsTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Money NONE = usd(0);
    private static final Money OTHER = Money.eur(1);

    private final PositionBook book = new PositionBook();
    private final AccountMachine machine = new AccountMachine(
            Phase.builder("Own", usd(100_000)).maximumLoss(0.10).build(), 20_000);
    private final Requirements requirements = new Requirements(machine, book);

    private void requireReturned(AccountEvent event) {
        assertThat(event.<AccountEvent>accept(requirements)).isSameAs(event);
    }

    @Test
    void anEventThatIsAcceptableIsReturned() {
        book.hold(Position.of("1"));
        book.close("0", NONE);
        machine.booked(500_00);
        requireReturned(new AccountEvent.PaidOut(AT, usd(500)));
        machine.opened();
        List<AccountEvent> running = List.of(
                AccountEvent.opened(AT, "2"),
                new AccountEvent.Changed(AT, Position.of("1"), NONE),
                new AccountEvent.Reopened(AT, Position.of("0")),
                new AccountEvent.Marked(AT, NONE),
                new AccountEvent.Closed(AT, "1", NONE),
                new AccountEvent.Corrected(AT, "0", NONE),
                new AccountEvent.Booked(AT, NONE),
                new AccountEvent.CashFlow(AT, NONE),
                new AccountEvent.Violated(AT, "NEWS"),
                new AccountEvent.TimePassed(AT));
        running.forEach(this::requireReturned);
        machine.marked(0);
        requireReturned(new AccountEvent.Reinstated(AT, "no price"));
        assertThat(running.stream().map(Object::getClass).collect(Collectors.toSet()))
                .as("all kinds but those two")
                .hasSize(AccountEvent.class.getPermittedSubclasses().length - 2);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        book.hold(Position.of("1"));
        book.close("0", NONE);
        Position open = Position.of("1");
        Position foreign = Position.of("2").withProfitAtStop(OTHER);
        for (AccountEvent event : List.of(
                AccountEvent.opened(AT, "0"),
                AccountEvent.opened(AT, "1"),
                new AccountEvent.Opened(AT, foreign),
                new AccountEvent.Changed(AT, Position.of("0"), NONE),
                new AccountEvent.Changed(AT, open.withProfitAtStop(OTHER), NONE),
                new AccountEvent.Changed(AT, open, OTHER),
                new AccountEvent.Reopened(AT, open),
                new AccountEvent.Reopened(AT, Position.of("0").withProfitAtStop(OTHER)),
                new AccountEvent.Marked(AT, OTHER),
                new AccountEvent.Closed(AT, "0", NONE),
                new AccountEvent.Closed(AT, "1", OTHER),
                new AccountEvent.Corrected(AT, "1", NONE),
                new AccountEvent.Corrected(AT, "0", OTHER),
                new AccountEvent.Corrected(AT, "0", OTHER, AccountEvent.Corrected.Scope.TRADE),
                new AccountEvent.Booked(AT, OTHER, Optional.empty(), Optional.empty()),
                new AccountEvent.CashFlow(AT, OTHER),
                new AccountEvent.PaidOut(AT, OTHER),
                new AccountEvent.PaidOut(AT, usd(1)))) {
            assertThatThrownBy(() -> event.<AccountEvent>accept(requirements))
                    .as("%s", event)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new AccountEvent.Reinstated(AT, "").<AccountEvent>accept(requirements))
                .isInstanceOf(IllegalStateException.class);
    }
}
