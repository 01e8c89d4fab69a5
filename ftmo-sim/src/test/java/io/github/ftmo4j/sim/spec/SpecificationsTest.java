package io.github.ftmo4j.sim.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type with which a user specifies outcomes is a value: its parameters can be read back, and it is equal by them.
 */
class SpecificationsTest {

    /** A parameter, how it is read, and the specification that differs in it alone. */
    private record Parameter<S>(String name, Function<S, Object> read, Object value, S changed, Object changedValue) {}

    private static final class Specification<S> {
        private final Class<S> type;
        private final Supplier<S> made;
        private final String text;
        private final List<Parameter<S>> parameters = new ArrayList<>();

        Specification(Class<S> type, Supplier<S> made, String text) {
            this.type = type;
            this.made = made;
            this.text = text;
        }

        Specification<S> with(String name, Function<S, Object> read, Object value, S changed, Object changedValue) {
            parameters.add(new Parameter<>(name, read, value, changed, changedValue));
            return this;
        }

        void check() {
            S one = made.get();
            assertThat(made.get()).isEqualTo(one).hasSameHashCodeAs(one).isNotSameAs(one);
            assertThat(one).hasToString(text).isNotEqualTo("something else");
            for (Parameter<S> parameter : parameters) {
                assertThat(parameter.read.apply(one)).as(parameter.name).isEqualTo(parameter.value);
                assertThat(parameter.read.apply(parameter.changed))
                        .as(parameter.name)
                        .isEqualTo(parameter.changedValue);
                assertThat(parameter.changed).as(parameter.name).isNotEqualTo(one);
                assertThat(one).as(parameter.name).isNotEqualTo(parameter.changed);
            }
        }

        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    static Stream<Specification<?>> specifications() {
        return Stream.of(
                new Specification<>(
                                BernoulliR.class,
                                () -> new BernoulliR(0.4, 2, -0.9),
                                "BernoulliR[winRate=0.4, win=2.0, loss=-0.9]")
                        .with("winRate", BernoulliR::winRate, 0.4, new BernoulliR(0.5, 2, -0.9), 0.5)
                        .with("win", BernoulliR::win, 2.0, new BernoulliR(0.4, 3, -0.9), 3.0)
                        .with("loss", BernoulliR::loss, -0.9, new BernoulliR(0.4, 2, -1), -1.0),
                new Specification<>(
                                GaussianReturns.class,
                                () -> new GaussianReturns(0.001, 0.01, 0.02),
                                "GaussianReturns[mean=0.001, deviation=0.01, stopDistance=0.02]")
                        .with("mean", GaussianReturns::mean, 0.001, new GaussianReturns(0, 0.01, 0.02), 0.0)
                        .with("deviation", GaussianReturns::deviation, 0.01, new GaussianReturns(0.001, 0.1, 0.02), 0.1)
                        .with(
                                "stopDistance",
                                GaussianReturns::stopDistance,
                                0.02,
                                new GaussianReturns(0.001, 0.01, 0.03),
                                0.03),
                new Specification<>(
                                Bootstrap.class,
                                () -> Bootstrap.of(2, -1, 0.5).withMeanBlock(5),
                                "Bootstrap[trades=3, meanR=0.5, meanBlock=5.0]")
                        .with(
                                "rMultiples",
                                Bootstrap::rMultiples,
                                new double[] {2, -1, 0.5},
                                Bootstrap.of(2, 0.5, -1).withMeanBlock(5),
                                new double[] {2, 0.5, -1})
                        .with("meanBlock", Bootstrap::meanBlock, 5.0, Bootstrap.of(2, -1, 0.5), 1.0),
                new Specification<>(FixedTrades.class, () -> new FixedTrades(4), "FixedTrades[trades=4]")
                        .with("trades", FixedTrades::trades, 4, new FixedTrades(5), 5),
                new Specification<>(PoissonTrades.class, () -> new PoissonTrades(2.5), "PoissonTrades[mean=2.5]")
                        .with("mean", PoissonTrades::mean, 2.5, new PoissonTrades(2.6), 2.6));
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void isAValue(Specification<?> specification) {
        specification.check();
    }

    @Test
    void noSpecificationIsLeftOut() {
        assertThat(specifications().map(specification -> (Object) specification.type))
                .containsExactlyInAnyOrderElementsOf(Stream.of(OutcomeModel.class, TradesPerDay.class)
                        .flatMap(type -> PublicTypes.assignableTo(type).stream())
                        .toList());
    }

    @Test
    void theFactoriesMakeThem() {
        assertThat(BernoulliR.of(0.4, 2)).isEqualTo(new BernoulliR(0.4, 2, -1));
        assertThat(TradesPerDay.fixed(4)).isEqualTo(new FixedTrades(4));
        assertThat(TradesPerDay.poisson(2.5)).isEqualTo(new PoissonTrades(2.5));
    }

    @Test
    void theReadResultsAreACopy() {
        Bootstrap bootstrap = Bootstrap.of(2, -1);
        bootstrap.rMultiples()[0] = 7;
        assertThat(bootstrap.rMultiples()).containsExactly(2, -1);
    }
}
