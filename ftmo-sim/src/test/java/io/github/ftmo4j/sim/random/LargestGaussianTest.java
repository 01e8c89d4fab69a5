package io.github.ftmo4j.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The bound of normal numbers: the generator is put in the very states from which the largest of them come. */
class LargestGaussianTest {

    private static final double TAIL = 3.654152885361009;
    private static final double LARGEST_EXPONENTIAL = 53 * StrictMath.log(2);

    /** Layer 0, and the largest position in it: the number comes from the tail. */
    private static final long TO_THE_TAIL = Long.MAX_VALUE & ~0xFFL;

    @Test
    void theLargestExponentialNumberComesFromZeroBits() {
        assertThat(RandomStream.ofState(0, 1, 1, 0).nextExponential()).isEqualTo(LARGEST_EXPONENTIAL);
    }

    /** A larger step into the tail would need a larger second exponential number than there is. */
    @Test
    void theLargestNormalNumberIsJustUnderTheBound() {
        long firstAccepted = LongStream.range(0, 1_000)
                .filter(k -> square(step(k)) <= 2 * LARGEST_EXPONENTIAL)
                .findFirst()
                .orElseThrow();
        double largest = yielding(TO_THE_TAIL, firstAccepted << 11, 0).nextGaussian();
        assertThat(largest).isEqualTo(TAIL + step(firstAccepted)).isLessThan(RandomStream.LARGEST_GAUSSIAN);
        assertThat(largest).isCloseTo(TAIL + Math.sqrt(2 * LARGEST_EXPONENTIAL), within(0.001));
        assertThat(RandomStream.LARGEST_GAUSSIAN).isCloseTo(largest, within(0.1));
        double smallest =
                yielding(~TO_THE_TAIL & ~0xFFL, firstAccepted << 11, 0).nextGaussian();
        assertThat(smallest).isEqualTo(-largest);
        double rejected = yielding(TO_THE_TAIL, (firstAccepted - 1) << 11, 0).nextGaussian();
        assertThat(rejected).isLessThan(largest);
    }

    private static double step(long k) {
        return -StrictMath.log(k * 0x1p-53 + 0x1p-53) / TAIL;
    }

    private static double square(double x) {
        return x * x;
    }

    /** The generator whose next three words these are: xoshiro256++ backwards. */
    private static RandomStream yielding(long first, long second, long third) {
        long s0After2 = 0;
        long s3After2 = Long.rotateRight(third, 23);
        long mixed = Long.rotateRight(s3After2, 45);
        long s0After1 = s0After2 ^ mixed;
        long s3After1 = Long.rotateRight(second - s0After1, 23) - s0After1;
        long s1After1 = s3After1 ^ mixed;
        long mixedBefore = Long.rotateRight(s3After1, 45);
        long s0 = s0After1 ^ mixedBefore;
        long s3 = Long.rotateRight(first - s0, 23) - s0;
        long s1 = s3 ^ mixedBefore;
        long s2 = s1After1 ^ s1 ^ s0;
        RandomStream check = RandomStream.ofState(s0, s1, s2, s3);
        assertThat(LongStream.generate(check::nextLong).limit(3)).containsExactly(first, second, third);
        return RandomStream.ofState(s0, s1, s2, s3);
    }
}
