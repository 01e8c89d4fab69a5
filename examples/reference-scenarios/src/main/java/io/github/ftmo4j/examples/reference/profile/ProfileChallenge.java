package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.mm.AccountSizing;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.SizingDecision;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A challenge of the profile: any number of accounts in the same kind of market, each with independent draws.
 *
 * @param capital the equity to begin with, above 0
 * @param sizer how much is risked on each step
 * @param market where returns come from
 * @param rule what passes
 * @param horizon how many steps the market offers, from 1 to 100,000
 * @param accounts how many accounts run in parallel, from 1 to 1,000
 */
public record ProfileChallenge(
        Money capital, PositionSizer sizer, Market market, PassRule rule, int horizon, int accounts) {

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ProfileChallenge {
        if (!capital.isPositive()) {
            throw new IllegalArgumentException("capital must be above 0, was " + capital);
        }
        requireFromOne(horizon, 100_000, "horizon");
        requireFromOne(accounts, 1_000, "accounts");
    }

    private static void requireFromOne(int value, int most, String name) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ", was " + value);
        }
    }

    /**
     * Runs all accounts in each of so many trials.
     *
     * @param trials at least 1
     * @param seed the seed; equal challenges of equal seeds have equal results
     * @return what was found
     * @throws IllegalArgumentException if trials × accounts is not from 1 to {@link Integer#MAX_VALUE}
     */
    public ProfileResult run(int trials, long seed) {
        if (trials < 1 || trials > Integer.MAX_VALUE / accounts) {
            throw new IllegalArgumentException(
                    "trials must be from 1 to " + Integer.MAX_VALUE / accounts + ", was " + trials);
        }
        ProfileTally tally = new ProfileTally(accounts);
        for (int trial = 0; trial < trials; trial++) {
            int passed = 0;
            for (int account = 0; account < accounts; account++) {
                ProfileAttempt attempt = attempt(trial, account, seed);
                tally.attempt(attempt);
                passed += attempt.passed() ? 1 : 0;
            }
            tally.trial(passed);
        }
        return tally.result();
    }

    /**
     * One run alone, the same as within all trials.
     *
     * @param trial the number of the trial, from 0
     * @param account the number of the account, from 0
     * @param seed the seed
     * @return what became of it
     */
    public ProfileAttempt attempt(long trial, int account, long seed) {
        return play(trial, account, seed, null);
    }

    /**
     * One run alone, step by step.
     *
     * @param trial the number of the trial, from 0
     * @param account the number of the account, from 0
     * @param seed the seed
     * @return its steps
     */
    public List<ProfileStep> trace(long trial, int account, long seed) {
        List<ProfileStep> steps = new ArrayList<>();
        play(trial, account, seed, steps);
        return List.copyOf(steps);
    }

    private ProfileAttempt play(long trial, int number, long seed, @Nullable List<ProfileStep> trace) {
        ProfileAccount account = new ProfileAccount(capital, rule);
        AccountSizing sizing = sizer.start().open();
        RandomStream random = new RandomStream(seed, trial, number, 0, Purpose.OUTCOME);
        Set<Violation> violations = EnumSet.noneOf(Violation.class);
        int steps = rule.steps(horizon);
        int frozenSteps = 0;
        for (int step = 0; step < steps; step++) {
            double marketReturn = market.next(random);
            long before = account.equity();
            frozenSteps += isFrozen(account) ? 1 : 0;
            SizingDecision decision = trace == null ? null : sizing.decide(account, account);
            long stake = decision == null
                    ? sizing.size(account, account)
                    : decision.risk().minorUnits();
            if (stake > 0) {
                sizing.opened(stake);
                account.earn(MinorUnits.round(stake * marketReturn));
                sizing.closed(stake, account.equity() - before);
            } else {
                account.skip();
            }
            if (account.equity() < account.maximumLossFloor()) {
                violations.add(Violation.MAXIMUM_DRAWDOWN);
            }
            if (rule.dropsTooFar(before, account.equity())) {
                violations.add(Violation.STEP_DROP);
            }
            if (trace != null && decision != null) {
                Money equity = capital.withMinorUnits(account.equity());
                trace.add(new ProfileStep(step, decision, equity.minus(capital.withMinorUnits(before)), equity));
            }
        }
        if (account.equity() < account.targetBalance()) {
            violations.add(Violation.PROFIT_TARGET);
        }
        if (steps < rule.minimumSteps()) {
            violations.add(Violation.MINIMUM_STEPS);
        }
        double gain = (double) (account.equity() - capital.minorUnits()) / capital.minorUnits();
        return new ProfileAttempt(gain, steps, frozenSteps, Collections.unmodifiableSet(violations));
    }

    private boolean isFrozen(ProfileAccount account) {
        return sizer.freeze().filter(freeze -> freeze.holds(account)).isPresent();
    }
}
