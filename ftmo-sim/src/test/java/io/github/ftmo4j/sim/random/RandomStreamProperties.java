package io.github.ftmo4j.sim.random;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Positive;

class RandomStreamProperties {

    @Property
    void aStreamDependsOnItsKeyOnly(
            @ForAll long seed,
            @ForAll long trial,
            @ForAll int account,
            @ForAll @IntRange(max = 65_535) int phase,
            @ForAll Purpose purpose,
            @ForAll @IntRange(max = 50) int drawnBefore) {
        RandomStream used = new RandomStream(seed + 1, trial, account, phase, purpose);
        for (int i = 0; i < drawnBefore; i++) {
            used.nextGaussian();
        }
        used.reset(seed, trial, account, phase, purpose);
        RandomStream fresh = new RandomStream(seed, trial, account, phase, purpose);
        for (int i = 0; i < 10; i++) {
            assertThat(used.nextLong()).isEqualTo(fresh.nextLong());
        }
    }

    @Property
    void drawsStayInRange(@ForAll long seed, @ForAll long trial, @ForAll @Positive int bound) {
        RandomStream random = new RandomStream(seed, trial, 0, 0, Purpose.OUTCOME);
        for (int i = 0; i < 20; i++) {
            assertThat(random.nextDouble()).isBetween(0.0, Math.nextDown(1.0));
            assertThat(random.nextInt(bound)).isBetween(0, bound - 1);
            assertThat(random.nextGaussian()).isFinite();
            assertThat(random.nextExponential()).isFinite().isNotNegative();
        }
    }
}
