package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Order;
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
 * @param lots the size in lots; none unless the decision was made {@linkplain #in for an instrument}
 * @param bound what decided the amount
 * @param module the name of the module that decided, empty unless a module did
 * @param gate the code of the gate that is closed, empty unless a gate decided
 * @param statements the answer of each module, in the order in which they were added, proposals first
 */
public record SizingDecision(
        Money risk,
        Money balance,
        Optional<BigDecimal> lots,
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
     * One line with the amount, its bound and the answer of each module.
     *
     * @return the text
     */
    public String text() {
        String size = lots.map(number -> number.toPlainString() + " lots risk ").orElse("risk ");
        String why = Stream.of(module, gate)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(bound.name());
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
     * that of this size, which is less where the lot step rounds down.
     *
     * @param instrument the instrument, in the currency of the account
     * @param entry the price of the entry
     * @param stop the price of the stop, not equal to the entry
     * @return the decision; bound by {@link Bound#MINIMUM_LOT} if the smallest size risks too much, and by
     *     {@link Bound#MAXIMUM_LOT} if the largest size risks less than the decision
     * @throws IllegalArgumentException if the prices are equal or the instrument pays in another currency
     */
    public SizingDecision in(Instrument instrument, BigDecimal entry, BigDecimal stop) {
        BigDecimal size = instrument.lots(risk, entry, stop);
        if (size.signum() == 0) {
            return risk.isPositive()
                    ? sized(size, risk.withMinorUnits(0), Bound.MINIMUM_LOT)
                    : sized(size, risk, bound);
        }
        Money risked = instrument.risk(size, entry, stop);
        BigDecimal larger = size.add(instrument.lotStep());
        boolean held = larger.compareTo(instrument.maximumLots()) > 0
                && instrument.risk(larger, entry, stop).compareTo(risk) <= 0;
        return sized(size, risked, held ? Bound.MAXIMUM_LOT : bound);
    }

    /**
     * The same decision in lots.
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

    /** The same decision for an account that may open nothing. */
    SizingDecision notOngoing() {
        return new SizingDecision(risk.withMinorUnits(0), balance, lots, Bound.NOT_ONGOING, "", "", statements);
    }

    private SizingDecision sized(BigDecimal size, Money risked, Bound by) {
        boolean same = by == bound;
        return new SizingDecision(
                risked, balance, Optional.of(size), by, same ? module : "", same ? gate : "", statements);
    }

    /**
     * The order for the check before it is sent.
     *
     * @param id the identifier of the position at the broker
     * @return the order; none if nothing is to be risked
     * @throws IllegalArgumentException if the id is blank
     */
    public Optional<Order> order(String id) {
        return risk.isPositive() ? Optional.of(Order.risking(id, risk)) : Optional.empty();
    }
}
