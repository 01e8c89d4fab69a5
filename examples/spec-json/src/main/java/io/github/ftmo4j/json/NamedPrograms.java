package io.github.ftmo4j.json;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.OtherFirms;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The programs of {@link Programs} and {@link OtherFirms} by their names in documents. */
public final class NamedPrograms {

    private static final Map<String, Function<Money, Program>> PROGRAMS = programs();

    /** All sizes in dollars in which any of the programs is sold. */
    private static final List<Long> SIZES =
            List.of(2_500L, 5_000L, 6_000L, 10_000L, 15_000L, 25_000L, 50_000L, 100_000L, 150_000L, 200_000L);

    private NamedPrograms() {}

    private static Map<String, Function<Money, Program>> programs() {
        LocalDate lastOfAggressive = LocalDate.of(2024, 12, 31);
        Map<String, Function<Money, Program>> programs = new LinkedHashMap<>();
        programs.put("ftmo-2-step", Programs::ftmoTwoStep);
        programs.put("ftmo-swing", Programs::ftmoSwing);
        programs.put("ftmo-1-step", Programs::ftmoOneStep);
        programs.put("ftmo-us-1-step", Programs::ftmoUsOneStep);
        programs.put("ftmo-aggressive", size -> Programs.ftmoAggressive(size, lastOfAggressive));
        programs.put("topstep-combine", OtherFirms::topstepCombine);
        programs.put("topstep-combine-daily-loss", OtherFirms::topstepCombineWithDailyLoss);
        programs.put("the5ers-high-stakes", OtherFirms::the5ersHighStakes);
        programs.put(
                "fundednext-stellar-2-step",
                size -> OtherFirms.fundedNextStellarTwoStep(size, TradingDayClock.metaTrader()));
        programs.put("fundingpips-2-step", OtherFirms::fundingPipsTwoStep);
        programs.put("apex-eod", OtherFirms::apexEndOfDay);
        return Collections.unmodifiableMap(programs);
    }

    /**
     * The names.
     *
     * @return FTMO's first
     */
    public static List<String> names() {
        return List.copyOf(PROGRAMS.keySet());
    }

    /**
     * The sizes in dollars in which a program is sold.
     *
     * @param name one of {@link #names()}
     * @return smallest first, empty if there is no such program
     */
    public static List<Money> sizes(String name) {
        return SIZES.stream()
                .map(Money::usd)
                .filter(size -> new Reference(name, size, Optional.empty()).isSold())
                .toList();
    }

    /**
     * A program.
     *
     * @param name one of {@link #names()}
     * @param size the initial balance, one that the firm sells
     * @return the program
     * @throws IllegalArgumentException if there is no such program or it is not sold in this size; the message names
     *     what there is
     */
    public static Program of(String name, Money size) {
        Function<Money, Program> program = PROGRAMS.get(name);
        if (program == null) {
            throw new IllegalArgumentException("name must be one of " + names() + ", was " + name);
        }
        return program.apply(size);
    }

    /**
     * How a named program stands in a document.
     *
     * @param name the name
     * @param size the initial balance
     * @param breachTest the breach test of its phases, none if it is that of the firm
     */
    record Reference(String name, Money size, Optional<BreachTest> breachTest) {

        Program program() {
            Program program = of(name, size);
            return breachTest.map(program::withBreachTest).orElse(program);
        }

        static Optional<Reference> of(Program program) {
            Money size = program.phases().get(0).initialBalance();
            return PROGRAMS.keySet().stream()
                    .flatMap(name -> Stream.concat(
                                    Stream.of(Optional.<BreachTest>empty()),
                                    Arrays.stream(BreachTest.values()).map(Optional::of))
                            .map(test -> new Reference(name, size, test)))
                    .filter(reference -> reference.isFor(program))
                    .findFirst();
        }

        private static Program of(String name, Money size) {
            return NamedPrograms.of(name, size);
        }

        private boolean isSold() {
            try {
                return !program().phases().isEmpty();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private boolean isFor(Program program) {
            return isSold() && program().equals(program);
        }
    }
}
