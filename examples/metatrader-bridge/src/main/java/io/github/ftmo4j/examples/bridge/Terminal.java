package io.github.ftmo4j.examples.bridge;

import io.github.ftmo4j.core.monitor.Deal;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The terminal's side of the protocol over a simulated account: what the expert advisor does. It holds no socket. Not
 * thread-safe.
 */
final class Terminal {

    private static final int SERVER_OFFSET_SECONDS = 2 * 3_600;

    private static final int DEALS_A_LINE = 100;

    private final BrokerLife life;
    private final Codec codec;
    private final String account;

    private long restarts = 1;
    private long sequence;
    private long asks;
    private int dealsSent;
    private boolean refusing;
    private Optional<Message.Ask> waiting = Optional.empty();
    private Optional<Snapshot> last = Optional.empty();
    private Optional<Snapshot> repeat = Optional.empty();

    Terminal(BrokerLife life, Codec codec, String account) {
        this.life = life;
        this.codec = codec;
        this.account = account;
    }

    BrokerLife life() {
        return life;
    }

    Optional<Message.Ask> waiting() {
        return waiting;
    }

    Optional<Snapshot> lastReading() {
        return last;
    }

    boolean isRefusing() {
        return refusing;
    }

    /** Starts again; what was in memory is lost. */
    void restart() {
        restarts++;
        dealsSent = life.deals().size();
        waiting = Optional.empty();
        last = Optional.empty();
        refusing = false;
    }

    /**
     * Greets the guard on a new connection. An order that waits for its answer is given up. The last reading, which may
     * have been lost, is repeated after the deals for which the guard asks.
     *
     * @return the lines to send
     */
    List<String> connect() {
        sequence = 0;
        repeat = last;
        List<String> lines = new ArrayList<>();
        lines.add(line(new Message.Hello(account, currency(), SERVER_OFFSET_SECONDS, restarts, life.now())));
        lines.addAll(giveUp("disconnected"));
        return lines;
    }

    private String currency() {
        return life.read().balance().currency().getCurrencyCode();
    }

    /**
     * Gives up an order that waits for its answer.
     *
     * @param reason why
     * @return the lines to send
     */
    List<String> giveUp(String reason) {
        List<String> lines = waiting.map(
                        ask -> List.of(line(new Message.Ended(ask.order().id(), reason))))
                .orElse(List.of());
        waiting = Optional.empty();
        return lines;
    }

    /**
     * Polls the account.
     *
     * @param torn whether the account changes between the reading of the balance and that of the positions
     * @return the lines to send: new deals and the account
     */
    List<String> poll(boolean torn) {
        List<String> lines = new ArrayList<>(newDeals());
        Snapshot now = life.read();
        Snapshot reading = torn ? last.map(before -> torn(before, now)).orElse(now) : now;
        last = Optional.of(reading);
        lines.add(line(new Message.Reading(reading)));
        return lines;
    }

    /** Balance of one moment, positions of another. */
    private Snapshot torn(Snapshot before, Snapshot now) {
        boolean positionsAreNewer = life.random().nextBoolean();
        Snapshot money = positionsAreNewer ? before : now;
        Snapshot positions = positionsAreNewer ? now : before;
        return new Snapshot(
                now.at(),
                money.balance(),
                money.equity(),
                money.credit(),
                money.margin(),
                positions.positions(),
                positions.pending(),
                List.of());
    }

    private List<String> newDeals() {
        List<Deal> deals = life.deals();
        List<String> lines = dealLines(deals.subList(dealsSent, deals.size()));
        dealsSent = deals.size();
        return lines;
    }

    private List<String> dealLines(List<Deal> deals) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < deals.size(); from += DEALS_A_LINE) {
            lines.add(line(new Message.Deals(deals.subList(from, Math.min(deals.size(), from + DEALS_A_LINE)))));
        }
        return lines;
    }

    /**
     * Asks whether an order may be sent.
     *
     * @param symbol what is traded
     * @param lots the volume
     * @param risk what it loses at its stop, minor units
     * @return the line to send
     */
    String ask(String symbol, BigDecimal lots, long risk) {
        asks++;
        Snapshot reading = life.read();
        last = Optional.of(reading);
        Order order = Order.risking(
                        "g" + restarts + "-" + asks, reading.balance().withMinorUnits(risk))
                .withSymbol(symbol)
                .withSide(Side.BUY)
                .withLots(lots);
        Message.Ask ask = new Message.Ask(order, reading);
        waiting = Optional.of(ask);
        return line(ask);
    }

    /**
     * Does what the guard says.
     *
     * @param text a line of the guard
     * @return the lines to send
     * @throws BadLineException if it is no message
     */
    List<String> receive(String text) throws BadLineException {
        Message message = codec.read(text).message();
        if (message instanceof Message.Answer answer) {
            return act(answer);
        }
        if (message instanceof Message.DealsSince since) {
            List<String> lines = dealLines(dealsSince(since.at()));
            repeat.ifPresent(reading -> lines.add(line(new Message.Reading(reading))));
            repeat = Optional.empty();
            return lines;
        }
        if (message instanceof Message.CloseAll) {
            life.closeAll();
            return poll(false);
        }
        if (message instanceof Message.CancelAll) {
            life.cancelAll();
            return poll(false);
        }
        if (message instanceof Message.Refuse refuse) {
            refusing = refuse.on();
        }
        return List.of();
    }

    private List<Deal> dealsSince(Instant at) {
        return life.deals().stream().filter(deal -> !deal.at().isBefore(at)).toList();
    }

    /** Sends an order that is allowed: most are filled, some wait, some are rejected by the broker. */
    private List<String> act(Message.Answer answer) {
        Optional<Message.Ask> asked = waiting.filter(ask -> ask.order().id().equals(answer.id()));
        if (asked.isEmpty()) {
            // too late: the order was given up
            return answer.isAllowed() ? List.of(line(new Message.Ended(answer.id(), "late"))) : List.of();
        }
        waiting = Optional.empty();
        if (!answer.isAllowed()) {
            return List.of();
        }
        Order order = asked.get().order();
        String symbol = order.symbol().orElseThrow();
        BigDecimal lots = order.lots().orElseThrow();
        long risk = order.risk().orElseThrow().minorUnits();
        Random random = life.random();
        int fate = refusing ? 9 : random.nextInt(10);
        if (fate < 7) {
            life.advanceTo(life.now());
            life.enter(answer.id(), symbol, lots, risk);
            return poll(false);
        }
        if (fate < 9) {
            life.place(answer.id(), symbol, lots, risk);
            return poll(false);
        }
        return List.of(line(new Message.Ended(answer.id(), "rejected")));
    }

    private String line(Message message) {
        return codec.write(++sequence, message);
    }
}
