package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.money.Money;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much to risk on a trade, and why.
 *
 * @param risk the money lost if the stop is hit; zero means do not trade
 * @param bound what decided it
 * @param module the name of the module that decided, empty unless a module did
 * @param gate the code of the gate that is closed, empty unless a gate decided
 * @param statements what each module said, in the order in which they were added, proposals first
 */
public record SizingDecision(Money risk, Bound bound, String module, String gate, List<Statement> statements) {

    /**
     * What a module said.
     *
     * @param module its name
     * @param moneyAtRisk its amount in minor units, none if it abstained
     */
    public record Statement(String module, OptionalDouble moneyAtRisk) {}
}
