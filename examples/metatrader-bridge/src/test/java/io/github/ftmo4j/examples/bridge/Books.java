package io.github.ftmo4j.examples.bridge;

import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.Deal;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deals as events, written a second time: what the deal feed of the monitor has to agree with. */
final class Books {

    private final Map<String, BigDecimal> open = new HashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();

    /** The id under which the present or the last position of a ticket is known. */
    String id(String ticket) {
        int life = lives.getOrDefault(ticket, 1);
        return life == 1 ? ticket : ticket + "#" + life;
    }

    /** The next deal, in the order of time. */
    List<AccountEvent> take(Deal deal) {
        return switch (deal.kind()) {
            case ENTRY -> enter(deal, deal.positionId().orElseThrow());
            case EXIT -> exit(deal, deal.positionId().orElseThrow());
            case REVERSAL -> reverse(deal, deal.positionId().orElseThrow());
            case CASH_FLOW -> List.of(new AccountEvent.CashFlow(deal.at(), deal.net()));
            case BOOKING -> book(deal);
            case CREDIT -> List.of();
            case REWARD -> throw new IllegalArgumentException("no reward in these lives");
        };
    }

    private List<AccountEvent> book(Deal deal) {
        Optional<String> position = deal.positionId().filter(open::containsKey).map(this::id);
        return deal.net().minorUnits() == 0
                ? List.of()
                : List.of(new AccountEvent.Booked(deal.at(), deal.net(), Optional.of(deal.id()), position));
    }

    private List<AccountEvent> enter(Deal deal, String ticket) {
        BigDecimal before = open.get(ticket);
        if (before != null) {
            BigDecimal lots = before.add(deal.lots());
            open.put(ticket, lots);
            return List.of(new AccountEvent.Changed(deal.at(), position(ticket, lots), deal.net()));
        }
        return appear(deal, ticket, deal.lots(), deal.net());
    }

    private List<AccountEvent> appear(Deal deal, String ticket, BigDecimal lots, Money net) {
        lives.merge(ticket, 1, Integer::sum);
        open.put(ticket, lots);
        AccountEvent opened = new AccountEvent.Opened(deal.at(), position(ticket, lots));
        return net.minorUnits() == 0
                ? List.of(opened)
                : List.of(
                        opened,
                        new AccountEvent.Booked(deal.at(), net, Optional.of(deal.id()), Optional.of(id(ticket))));
    }

    private List<AccountEvent> exit(Deal deal, String ticket) {
        BigDecimal rest = open.get(ticket).subtract(deal.lots());
        if (rest.signum() == 0) {
            open.remove(ticket);
            return List.of(new AccountEvent.Closed(deal.at(), id(ticket), deal.net()));
        }
        open.put(ticket, rest);
        return List.of(new AccountEvent.Changed(deal.at(), position(ticket, rest), deal.net()));
    }

    private List<AccountEvent> reverse(Deal deal, String ticket) {
        BigDecimal rest = deal.lots().subtract(open.remove(ticket));
        AccountEvent closed = new AccountEvent.Closed(deal.at(), id(ticket), deal.net());
        return List.of(
                closed, appear(deal, ticket, rest, deal.net().withMinorUnits(0)).get(0));
    }

    private Position position(String ticket, BigDecimal lots) {
        return new Position(id(ticket), lots, Optional.empty());
    }
}
