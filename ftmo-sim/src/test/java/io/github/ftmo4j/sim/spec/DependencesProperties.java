package io.github.ftmo4j.sim.spec;

import io.github.ftmo4j.sim.contract.DependenceContract;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class DependencesProperties implements DependenceContract {

    @Override
    public Arbitrary<Dependence> candidates() {
        Arbitrary<Double> shares = Arbitraries.doubles().between(0, 1).edgeCases(edges -> edges.add(0.0, 1.0));
        return Arbitraries.oneOf(
                Arbitraries.create(Dependence::independent),
                Arbitraries.create(Dependence::copied),
                shares.map(Dependence::commonShocks),
                shares.map(Dependence::correlated),
                Arbitraries.create(CommonDays::new));
    }

    /** One of the user: a trade in two is common to all accounts, by days and not by trades. */
    record CommonDays() implements Dependence {
        @Override
        public JointDraws draws(long seed) {
            RandomStream day = new RandomStream(seed, 0, 0, 0, Purpose.SHOCK);
            RandomStream common = new RandomStream(seed, 0, 0, 0, Purpose.COMMON_OUTCOME);
            return (own, purpose, trial, number, ordinal) -> {
                day.reset(seed, trial, number, JointDraws.ONCE_A_DAY, Purpose.SHOCK);
                if (day.nextLong() < 0) {
                    return own;
                }
                common.reset(seed, trial, number, ordinal, purpose.common());
                return common;
            };
        }
    }
}
