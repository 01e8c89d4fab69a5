package io.github.ftmo4j.sim.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class IntervalMethodProperties {

    record Sample(long successes, long trials) {}

    @Provide
    Arbitrary<Sample> samples() {
        return samples(Integer.MAX_VALUE);
    }

    @Provide
    Arbitrary<Sample> largeSamples() {
        return samples(IntervalMethod.MOST_TRIALS);
    }

    private static Arbitrary<Sample> samples(long most) {
        Arbitrary<Long> trials = Arbitraries.oneOf(
                Arbitraries.longs().between(1, 50), Arbitraries.longs().between(1, most));
        return trials.flatMap(n -> Arbitraries.longs().between(0, n).map(k -> new Sample(k, n)));
    }

    @Property
    void theValueIsInsideTheIntervalAtAnyLevel(
            @ForAll IntervalMethod method,
            @ForAll("largeSamples") Sample sample,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double level) {
        Estimate estimate = method.estimate(sample.successes(), sample.trials(), level);
        assertThat(estimate.value()).isBetween(estimate.lower(), estimate.upper());
    }

    @Property
    void theValueOfGroupsIsInsideTheirInterval(
            @ForAll IntervalMethod method,
            @ForAll("samples") Sample sample,
            @ForAll @IntRange(min = 1, max = 1_000) int groupSize) {
        Estimate estimate = method.estimateGrouped(sample.successes(), sample.trials(), groupSize);
        assertThat(estimate.value()).isEqualTo((double) sample.successes() / sample.trials());
        assertThat(estimate.value()).isBetween(estimate.lower(), estimate.upper());
        assertThat(estimate.n()).hasValue(Math.max(1, sample.trials() / groupSize));
    }

    /**
     * Conservative: not narrower than the intervals of the whole numbers of successes on both sides. In samples of
     * millions, rounding may move a number by one.
     */
    @Property
    void groupsHoldTheIntervalsOfTheNumbersAround(
            @ForAll IntervalMethod method,
            @ForAll("samples") Sample sample,
            @ForAll @IntRange(min = 1, max = 1_000) int groupSize) {
        Estimate grouped = method.estimateGrouped(sample.successes(), sample.trials(), groupSize);
        long n = grouped.n().orElseThrow();
        long below = sample.successes() * n / sample.trials();
        for (long successes = below; successes <= Math.min(n, below + 1); successes++) {
            if (successes == below || sample.successes() * n % sample.trials() > 0) {
                Estimate one = method.estimate(successes, n);
                assertThat(grouped.lower()).isLessThanOrEqualTo(one.lower() + 1e-6);
                assertThat(grouped.upper()).isGreaterThanOrEqualTo(one.upper() - 1e-6);
            }
        }
    }

    @Property
    void groupsOfOneAreTheOrdinaryEstimate(@ForAll IntervalMethod method, @ForAll("samples") Sample sample) {
        assertThat(method.estimateGrouped(sample.successes(), sample.trials(), 1))
                .isEqualTo(method.estimate(sample.successes(), sample.trials()));
    }

    /** Where the library counts no further, other formulas take over without a step. */
    @Property(tries = 200)
    void theLibraryAndItsContinuationMeet(@ForAll IntervalMethod method, @ForAll @DoubleRange(max = 1) double share) {
        long last = Integer.MAX_VALUE;
        for (long few : new long[] {0, 1, 7, 20_000, (long) (share * share * last), last - 3, last}) {
            Estimate before = method.estimate(few, last);
            Estimate after = method.estimate(few > last / 2 ? few + 1 : few, last + 1);
            double width = before.upper() - before.lower();
            assertThat(after.lower()).isCloseTo(before.lower(), within(2e-3 * width));
            assertThat(after.upper()).isCloseTo(before.upper(), within(2e-3 * width));
        }
    }

    /** Three accounts that learn together, in one trial: all passed, which says little. */
    @Example
    void oneTrialOfThreePassesSaysLittle() {
        Estimate estimate = IntervalMethod.WILSON.estimateGrouped(3, 3, 3);
        assertThat(estimate.value()).isEqualTo(1);
        assertThat(estimate.upper()).isEqualTo(1);
        assertThat(estimate.lower()).isCloseTo(0.2065, within(1e-4));
        assertThat(estimate.n()).hasValue(1);
    }

    @Example
    void anExactProbabilityHasNoSample() {
        Estimate exact = Estimate.exact(0.25);
        assertThat(exact.isExact()).isTrue();
        assertThat(exact.lower()).isEqualTo(exact.upper()).isEqualTo(0.25);
        assertThat(exact.n()).isEmpty();
        assertThat(exact.method()).isEmpty();
        assertThat(exact).hasToString("25.00 % (exact)");
        assertThat(IntervalMethod.WILSON.estimate(1, 4).isExact()).isFalse();
        assertThatThrownBy(() -> Estimate.exact(25))
                .hasMessage("value must be within its interval, was 25.0 and [25.0, 25.0]");
    }
}
