package io.github.ftmo4j.sim.fit;

import io.github.ftmo4j.sim.outcome.OutcomeModel;
import java.util.List;

/**
 * An outcome model fitted to past trades by maximum likelihood.
 *
 * @param family the family of the model
 * @param model the model
 * @param parameters what was fitted
 * @param trades how many trades it was fitted to
 * @param logLikelihood the logarithm of the likelihood; for {@link Family#WINS_AND_LOSSES} and
 *     {@link Family#WIN_RATE_REGIMES} that of the order of wins and losses, whatever their size
 * @param goodness how well it fits
 * @param warnings what is doubtful about it; empty if nothing is
 * @param <M> the kind of model
 */
public record Fit<M extends OutcomeModel>(
        Family family,
        M model,
        List<Parameter> parameters,
        int trades,
        double logLikelihood,
        Goodness goodness,
        List<String> warnings) {

    /** Takes the fit. */
    public Fit {
        parameters = List.copyOf(parameters);
        warnings = List.copyOf(warnings);
    }

    /**
     * Akaike's information criterion: twice the number of parameters less twice the logarithm of the likelihood. Of two
     * fits of the same trades the one with the lower criterion is better, by more than chance as a rule if the
     * difference is above 10. It compares families {@linkplain Family#hasDensity() with a density} with each other, and
     * {@link Family#WINS_AND_LOSSES} with {@link Family#WIN_RATE_REGIMES}.
     *
     * @return the criterion
     */
    public double aic() {
        return 2.0 * family.parameters() - 2 * logLikelihood;
    }
}
