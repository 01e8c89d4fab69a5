package io.github.ftmo4j.sim.outcome;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Trades of another model that pay costs.
 *
 * <pre>{@code
 * OutcomeModel net = Costs.of(BernoulliR.of(0.48, 1.6).withExcursions())
 *         .commission(7, 250) // 7 USD a lot, which risks 250 USD
 *         .spread(0.02)
 *         .slippage(Slippage.exponential(0.01));
 * }</pre>
 *
 * <p>Commission and spread are paid when a trade is opened: both excursions are lower by them. Slippage is paid when it
 * is closed. A result counts as ±1,000,000 R where it is beyond. The trades before costs are drawn as without them.
 *
 * @param trades the trades before costs
 * @param commission in R, at least 0
 * @param spread in R, at least 0
 * @param slippage its distribution; none if trades are filled as planned
 */
public record Costs(OutcomeModel trades, double commission, double spread, Optional<Slippage> slippage)
        implements ModifiedTrades {

    /**
     * Checks the costs.
     *
     * @throws IllegalArgumentException if commission or spread is not from 0 to 1,000,000 R
     */
    public Costs {
        Objects.requireNonNull(trades, "trades");
        Objects.requireNonNull(slippage, "slippage");
        requireCost(commission, "commission");
        requireCost(spread, "spread");
    }

    private static void requireCost(double r, String name) {
        if (!(r >= 0 && r <= Outcome.LARGEST_R)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1000000 R, was " + r);
        }
    }

    /**
     * Trades that cost nothing yet.
     *
     * @param trades the trades before costs
     * @return the model
     */
    public static Costs of(OutcomeModel trades) {
        return new Costs(trades, 0, 0, Optional.empty());
    }

    /**
     * States the commission.
     *
     * @param r the commission of a trade in R, at least 0
     * @return a model that differs in this
     * @throws IllegalArgumentException if it is out of range
     */
    public Costs commission(double r) {
        return new Costs(trades, r, spread, slippage);
    }

    /**
     * States the commission in money.
     *
     * @param moneyPerLot the commission of one lot for opening and close together, at least 0
     * @param riskPerLot the money that one lot loses at the stop, in the same currency, above 0
     * @return a model that differs in this
     * @throws IllegalArgumentException if one is out of range
     */
    public Costs commission(double moneyPerLot, double riskPerLot) {
        Checks.requireNonNegative(moneyPerLot, "moneyPerLot");
        Checks.requirePositive(riskPerLot, "riskPerLot");
        return commission(moneyPerLot / riskPerLot);
    }

    /**
     * States the spread.
     *
     * @param r what the spread costs a trade in R, at least 0: spread / distance of the stop
     * @return a model that differs in this
     * @throws IllegalArgumentException if it is out of range
     */
    public Costs spread(double r) {
        return new Costs(trades, commission, r, slippage);
    }

    /**
     * States the slippage.
     *
     * @param distribution its distribution
     * @return a model that differs in this
     */
    public Costs slippage(Slippage distribution) {
        return new Costs(trades, commission, spread, Optional.of(distribution));
    }

    /** What every trade pays. */
    private double certain() {
        double fixed = slippage.filter(FixedSlippage.class::isInstance)
                .map(Slippage::mean)
                .orElse(0.0);
        return commission + spread + fixed;
    }

    private boolean isCertain() {
        return slippage.isEmpty() || slippage.get() instanceof FixedSlippage;
    }

    /** Present if there is one without the costs and the slippage is not random. */
    @Override
    public Optional<DiscreteLaw> law() {
        return isCertain()
                ? trades.law()
                        .map(law -> DiscreteLaw.of(
                                Arrays.stream(values(law))
                                        .map(r -> Checks.within(r - certain()))
                                        .toArray(),
                                IntStream.range(0, law.size())
                                        .mapToDouble(law::probability)
                                        .toArray()))
                : Optional.empty();
    }

    private static double[] values(DiscreteLaw law) {
        return IntStream.range(0, law.size()).mapToDouble(law::value).toArray();
    }

    /**
     * Present if there is one without the costs and the slippage is not random, or if the slippage is normal and the
     * results without it have finitely many values or a normal law.
     */
    @Override
    public Optional<ContinuousLaw> continuousLaw() {
        double paid = commission + spread;
        if (isCertain()) {
            return trades.continuousLaw().map(law -> new ShiftedLaw(law, certain()));
        }
        if (!(slippage.orElseThrow() instanceof NormalSlippage normal)) {
            return Optional.empty();
        }
        if (trades.continuousLaw().orElse(null) instanceof NormalLaw law) {
            return Optional.of(new NormalLaw(
                    law.mean() - paid - normal.mean(),
                    Math.sqrt(law.deviation() * law.deviation() + normal.deviation() * normal.deviation())));
        }
        return trades.law()
                .map(law -> new MixtureLaw(
                        Arrays.stream(values(law))
                                .<ContinuousLaw>mapToObj(
                                        r -> new NormalLaw(r - paid - normal.mean(), normal.deviation()))
                                .toList(),
                        IntStream.range(0, law.size())
                                .mapToObj(law::probability)
                                .toList()));
    }

    /** Present if there is one without the costs and the slippage is not random. */
    @Override
    public Optional<ExcursionLaw> excursionLaw() {
        double[] results = trades.law().map(Costs::values).orElse(new double[0]);
        double paid = commission + spread;
        return isCertain()
                ? trades.excursionLaw().map(law -> new ShiftedExcursions(law, results, paid, certain() - paid))
                : Optional.empty();
    }

    @Override
    public OutcomeSampler start() {
        double paid = commission + spread;
        Slippage distribution = slippage.orElse(new FixedSlippage(0));
        return new ModifyingSampler(trades) {
            @Override
            void modify(RandomGenerator random, Outcome out) {
                double r = out.rMultiple() - paid - distribution.draw(random);
                change(out, r, out.adverse() - paid, out.favourable() - paid);
            }
        };
    }
}
