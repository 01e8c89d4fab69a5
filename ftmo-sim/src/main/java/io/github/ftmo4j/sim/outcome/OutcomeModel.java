package io.github.ftmo4j.sim.outcome;

import java.util.Optional;

/**
 * How the outcomes of trades are distributed. Immutable: what changes from draw to draw is in the sampler.
 *
 * <p>A model is a value: a record or a final class whose parameters can be read back, equal by these parameters, with a
 * {@code toString} that states them. {@code io.github.ftmo4j.sim.contract.OutcomeModelContract}, in the test-jar of
 * this module, tests models of your own.
 *
 * <pre>{@code
 * record Alternating(double win, double loss) implements OutcomeModel {
 *     @Override
 *     public OutcomeSampler start() {
 *         return new OutcomeSampler() {
 *             private boolean won;
 *
 *             @Override
 *             public void next(RandomGenerator random, Outcome out) {
 *                 won = !won;
 *                 out.set(won ? win : loss);
 *             }
 *
 *             @Override
 *             public void restart() {
 *                 won = false;
 *             }
 *         };
 *     }
 * }
 * }</pre>
 */
public interface OutcomeModel {

    /**
     * Makes a sampler for one account.
     *
     * @return a new sampler, independent of all others
     */
    OutcomeSampler start();

    /**
     * The distribution of the R-multiples, if they are independent of each other and have finitely many values. An
     * exact computation needs it.
     *
     * @return the distribution; none, as by default, if the trades depend on each other or have other values
     */
    default Optional<DiscreteLaw> law() {
        return Optional.empty();
    }

    /**
     * The distribution of the R-multiples, if they are independent of each other and have a smooth density. An exact
     * computation needs this one or the other.
     *
     * @return the distribution; none, as by default, if the trades depend on each other or have no density
     */
    default Optional<ContinuousLaw> continuousLaw() {
        return Optional.empty();
    }

    /**
     * Whether the trades are held in a market, so that each outcome has a {@linkplain Outcome#marketReturn() market
     * return}.
     *
     * @return whether each outcome has one; if not, as by default, none has
     */
    default boolean hasMarket() {
        return false;
    }

    /**
     * Whether each outcome has {@linkplain Outcome#hasExcursions() excursions} after it is
     * {@linkplain OutcomeSampler#complete completed}.
     *
     * @return whether each outcome has them; if not, as by default, none has
     */
    default boolean hasExcursions() {
        return false;
    }

    /**
     * The distribution of the excursions, if it is known given the result. An exact computation with excursions needs
     * it.
     *
     * @return the distribution; none, as by default, if it is not known or there are no excursions
     */
    default Optional<ExcursionLaw> excursionLaw() {
        return Optional.empty();
    }

    /**
     * Whether trades are to be {@linkplain OutcomeSampler#complete completed}. The laws of the model are those of the
     * completed results.
     *
     * @return whether they are; if not, as by default, to complete a trade changes nothing
     */
    default boolean completes() {
        return false;
    }

    /**
     * Whether each outcome has {@linkplain Outcome#hasTimes() times}.
     *
     * @return whether each outcome has them; if not, as by default, none has
     */
    default boolean hasTimes() {
        return false;
    }

    /**
     * Whether the samplers draw {@linkplain OutcomeSampler#startDay whole days}, each with the number of its trades.
     *
     * @return whether they do; if not, as by default, a distribution of trades a day is needed
     */
    default boolean hasDays() {
        return false;
    }
}
