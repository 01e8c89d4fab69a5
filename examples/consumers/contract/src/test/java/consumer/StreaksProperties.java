package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.sim.contract.OutcomeModelContract;
import io.github.ftmo4j.sim.outcome.Outcome;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.OutcomeSampler;
import io.github.ftmo4j.sim.random.Purpose;
import io.github.ftmo4j.sim.random.RandomStream;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

/** An outcome model that was written outside of the library satisfies the contract. */
class StreaksProperties implements OutcomeModelContract {

    @Override
    public Arbitrary<OutcomeModel> candidates() {
        return Arbitraries.doubles().between(0, 1).map(Streaks::new);
    }

    @Example
    void neverEndsAStreakThatIsSureToGoOn() {
        OutcomeSampler sampler = new Streaks(1).start();
        RandomStream random = new RandomStream(7, 0, 0, 0, Purpose.OUTCOME);
        Outcome out = new Outcome();
        sampler.next(random, out);
        double first = out.rMultiple();
        for (int i = 0; i < 100; i++) {
            sampler.next(random, out);
            assertThat(out.rMultiple()).isEqualTo(first);
        }
    }

    /**
     * Trades of ±1 R in streaks.
     *
     * @param goesOn the probability that a trade ends as the one before
     */
    record Streaks(double goesOn) implements OutcomeModel {
        @Override
        public boolean hasExcursions() {
            return true;
        }

        @Override
        public OutcomeSampler start() {
            return new OutcomeSampler() {
                private double last;

                @Override
                public void next(RandomGenerator random, Outcome out) {
                    double u = random.nextDouble();
                    if (last == 0) {
                        last = u < 0.5 ? 1 : -1;
                    } else if (u >= goesOn) {
                        last = -last;
                    }
                    out.set(last).withExcursions(last < 0 ? -1 : -0.5, last < 0 ? 0.5 : 1);
                }

                @Override
                public void restart() {
                    last = 0;
                }
            };
        }
    }
}
