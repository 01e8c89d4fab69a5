package io.github.ftmo4j.examples.reference.profile;

import java.util.Set;

/**
 * What became of one run.
 *
 * @param gain what was earned, as a share of the capital
 * @param steps how many steps it had
 * @param frozenSteps on how many of them the cushion was under the freeze threshold
 * @param violations what the run did not meet, empty if it passed
 */
public record ProfileAttempt(double gain, int steps, int frozenSteps, Set<Violation> violations) {

    /**
     * Whether the run passed.
     *
     * @return whether nothing was violated
     */
    public boolean passed() {
        return violations.isEmpty();
    }
}
