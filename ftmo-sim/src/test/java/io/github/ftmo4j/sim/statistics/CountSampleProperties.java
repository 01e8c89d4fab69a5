package io.github.ftmo4j.sim.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

class CountSampleProperties {

    @Property
    void agreesWithTheSampleItCounts(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(max = 40) Integer> sample,
            @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
        long[] counts = new long[41];
        DescriptiveStatistics expected = new DescriptiveStatistics();
        for (int number : sample) {
            counts[number]++;
            expected.addValue(number);
        }
        CountSample counted = CountSample.of(counts);
        assertThat(counted.n()).isEqualTo(sample.size());
        assertThat((double) counted.sum()).isEqualTo(expected.getSum());
        assertThat(counted.mean()).isCloseTo(expected.getMean(), within(1e-9));
        assertThat(counted.deviation()).isCloseTo(expected.getStandardDeviation(), within(1e-9));
        int quantile = counted.quantile(share);
        BigDecimal wanted = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(sample.size()));
        long upTo = sample.stream().filter(number -> number <= quantile).count();
        long below = sample.stream().filter(number -> number < quantile).count();
        assertThat(BigDecimal.valueOf(upTo)).isGreaterThanOrEqualTo(wanted);
        assertThat(BigDecimal.valueOf(below)).isLessThan(wanted);
    }

    @Example
    void aShareMeansTheDecimalThatItPrintsAs() {
        long[] hundred = new long[101];
        Arrays.fill(hundred, 1, 101, 1);
        CountSample counted = CountSample.of(hundred);
        for (int percent = 1; percent <= 100; percent++) {
            assertThat(counted.quantile(percent / 100.0)).isEqualTo(percent);
        }
    }
}
