package io.github.ftmo4j.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;

/** Two values that were made of the same parameters. */
record Twins<T>(T one, T two) {

    private static final int GEN_SIZE = 1000;

    static <T> Twins<T> of(Arbitrary<T> candidates, long seed) {
        Shrinkable<T> candidate = candidates.generator(GEN_SIZE).next(new Random(seed));
        return new Twins<>(candidate.value(), candidate.value());
    }

    void assertEqual() {
        assertThat(two).isEqualTo(one).hasSameHashCodeAs(one).hasToString(String.valueOf(one));
    }

    /** Not with the hash code of the default {@code toString}. */
    static void assertStatesItsParameters(Object value) {
        assertThat(value.toString())
                .isNotBlank()
                .doesNotContain("@" + Integer.toHexString(System.identityHashCode(value)));
    }
}
