package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much to risk on a trade, and why.
 *
 * @param risk the money lost if the stop is hit; zero means do not trade
 * @param balance the balance of the account, the base of {@link #fraction()}
 * @param placement the instrument, its prices and the size in lots; none unless the decision was made {@linkplain #in
 *     for an instrument}
 * @param bound what decided the amount
 * @param module the name of the module that decided, empty unless a module did
 * @param gate the code of the gate that is closed, empty unless a gate decided
 * @param statements the answer of each module, in the order in which they were added, proposals first
 */
public record SizingDecision(
        Money risk,
        Money balance,
        Optional<Placement> placement,
        Bound bound,
        String module,
        String gate,
        List<Statement> statements) {

    /**
     * The answer of a module.
     *
     * @param module its name
     * @param moneyAtRisk its amount, rounded down and at most the largest amount of money; none if it abstained
     */
    public record Statement(String module, Optional<Money> moneyAtRisk) {}

    /**
     * The size in lots.
     *
     * @return zero if nothing is to be traded; none unless the decision was made {@linkplain #in for an instrument}
     */
    public Optional<BigDecimal> lots() {
        return placement.map(Placement::lots);
    }

    /**
     * One line with the amount, its bound and the answer of each module.
     *
     * @return the text
     */
    public String text() {
        String size =
                lots().map(number -> number.toPlainString() + " lots risk ").orElse("risk ");
        String why = Stream.of(module, gate)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(() -> placement
                        .flatMap(Placement::freeMargin)
                        .map(margin -> bound + " of " + margin)
                        .orElse(bound.name()));
        String answers = statements.stream().map(SizingDecision::answer).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "%s%s, %.2f %% of the balance, by %s (%s)", size, risk, 100 * fraction(), why, answers);
    }

    private static String answer(Statement statement) {
        return statement.module() + " "
                + statement
                        .moneyAtRisk()
                        .map(amount -> amount.toBigDecimal().toPlainString())
                        .orElse("abstains");
    }

    /**
     * The risk as a share of the balance.
     *
     * @return 0.01 for 1 %; zero if the balance is not above zero
     */
    public double fraction() {
        return balance.isPositive() ? (double) risk.minorUnits() / balance.minorUnits() : 0;
    }

    /**
     * The same decision in lots: the largest size that the instrument allows and that risks no more. The risk becomes
     * that of this size, which is less where the lot step rounds down. The margin is not considered, since no account
     * is known; {@link LiveAccount#decide(Instrument, String, String)} considers it.
     *
     * @param instrument the instrument, in the currency of the account
     * @param side whether is bought or sold
     * @param entry the price of the entry
     * @param stop the price of the stop, below the entry of a buy, above the entry of a sell
     * @return the decision; bound by {@link Bound#MINIMUM_LOT} if the smallest size risks too much, and by
     *     {@link Bound#MAXIMUM_LOT} if the largest size risks less than the decision
     * @throws IllegalArgumentException if the stop is on the wrong side or the instrument pays in another currency
     */
    public SizingDecision in(Instrument instrument, Side side, BigDecimal entry, BigDecimal stop) {
        return in(instrument, side, entry, stop, Optional.empty());
    }

    /**
     * The same decision in lots, for a buy if the stop is below the entry and for a sell otherwise.
     *
     * @param instrument the instrument, in the currency of the account
     * @param entry the price of the entry
     * @param stop the price of the stop, not equal to the entry
     * @return the decision
     * @throws IllegalArgumentException if the prices are equal or the instrument pays in another currency
     */
    public SizingDecision in(Instrument instrument, BigDecimal entry, BigDecimal stop) {
        return in(instrument, Side.of(entry, stop), entry, stop);
    }

    /**
     * The same decision in lots, for a buy if the stop is below the entry and for a sell otherwise.
     *
     * @param instrument the instrument, in the currency of the account
     * @param entry the price of the entry, such as {@code 1.0850}
     * @param stop the price of the stop, not equal to the entry
     * @return the decision
     * @throws IllegalArgumentException if a price is no number, the prices are equal, or the instrument pays in another
     *     currency
     */
    public SizingDecision in(Instrument instrument, String entry, String stop) {
        return in(instrument, new BigDecimal(entry), new BigDecimal(stop));
    }

    /** The same decision in lots, of at most the size that the margin allows if one is known. */
    SizingDecision in(
            Instrument instrument, Side side, BigDecimal entry, BigDecimal stop, Optional<FreeMargin> margin) {
        instrument.requireStop(side, entry, stop);
        BigDecimal size = instrument.lots(risk, entry, stop);
        Placement placed = new Placement(instrument, side, entry, stop, size, Optional.empty());
        if (margin.isPresent() && size.signum() > 0) {
            BigDecimal most = placed.most(margin.get());
            if (most.compareTo(size) < 0) {
                return sized(placed.of(most).boundBy(margin.get().amount()), Bound.MARGIN);
            }
        }
        if (size.signum() == 0) {
            return sized(placed, risk.isPositive() ? Bound.MINIMUM_LOT : bound);
        }
        BigDecimal larger = size.add(instrument.lotStep());
        boolean held = larger.compareTo(instrument.maximumLots()) > 0
                && instrument.risk(larger, entry, stop).compareTo(risk) <= 0;
        return sized(placed, held ? Bound.MAXIMUM_LOT : bound);
    }

    /** The same decision for an account that may open nothing. */
    SizingDecision notOngoing() {
        return new SizingDecision(risk.withMinorUnits(0), balance, placement, Bound.NOT_ONGOING, "", "", statements);
    }

    private SizingDecision sized(Placement placed, Bound by) {
        boolean same = by == bound;
        Money risked = placed.lots().signum() == 0 ? risk.withMinorUnits(0) : placed.risk();
        return new SizingDecision(
                risked, balance, Optional.of(placed), by, same ? module : "", same ? gate : "", statements);
    }

    /**
     * The order for the check before it is sent. If the decision was made for an instrument, the order states its
     * symbol, side, size and notional.
     *
     * @param id the identifier of the position at the broker
     * @return the order; none if nothing is to be risked
     * @throws IllegalArgumentException if the id is blank
     */
    public Optional<Order> order(String id) {
        if (!risk.isPositive()) {
            return Optional.empty();
        }
        return Optional.of(placement
                .map(placed ->
                        placed.instrument().order(id, placed.side(), placed.lots(), placed.entry(), placed.stop()))
                .orElseGet(() -> Order.risking(id, risk)));
    }
}
