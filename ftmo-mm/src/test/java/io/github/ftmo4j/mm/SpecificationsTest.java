package io.github.ftmo4j.mm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.BetaQuantile;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.Decay;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.Kelly;
import io.github.ftmo4j.mm.module.LinearEdge;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.Presets;
import io.github.ftmo4j.mm.module.Prior;
import io.github.ftmo4j.mm.module.TargetGlide;
import io.github.ftmo4j.mm.module.VolTarget;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a user specifies is a value: it has accessors for all parameters, and is equal where they are. */
class SpecificationsTest {

    /** Public records that specify nothing: what comes out of a sizer or a trader. */
    private static final Set<Class<?>> RESULTS = Set.of(
            LiveState.class, SizingDecision.class, SizingDecision.Statement.class, Placement.class, SavedState.class);

    /**
     * A record and two values of each of its components.
     *
     * @param some one value of each component
     * @param others another value of each, such that it may stand beside all the first ones
     */
    private record Spec(Class<? extends Record> type, List<?> some, List<?> others) {}

    private static Spec spec(Class<? extends Record> type, List<?> some, List<?> others) {
        return new Spec(type, some, others);
    }

    private static RiskModule some() {
        return FixedFractional.ofBalance(0.01);
    }

    private static RiskModule other() {
        return new TargetGlide(1.5);
    }

    private static List<Spec> specs() {
        return List.of(
                spec(
                        Bayes.class,
                        List.of(
                                Prior.of(60, 40, 1.5),
                                false,
                                0.25,
                                BetaQuantile.at(0.25),
                                0.01,
                                0.001,
                                Decay.halfLife(50)),
                        List.of(Prior.of(60, 40, 2), true, 0.5, BetaQuantile.at(0.5), 0.02, 0.002, Decay.none())),
                spec(ConstantMoney.class, List.of(Money.usd(100)), List.of(Money.usd(200))),
                spec(
                        Cppi.class,
                        List.of(0.1, 0.02, Cushion.aboveBindingFloor(), Optional.empty()),
                        List.of(
                                0.2,
                                0.01,
                                Cushion.aboveMaximumLossFloor(),
                                Optional.of(new Cppi.Freeze.ForDays(0.02, 3)))),
                spec(Cppi.Freeze.ForDays.class, List.of(0.02, 3), List.of(0.03, 4)),
                spec(Cppi.Freeze.UntilRecovered.class, List.of(0.02, 0.05), List.of(0.03, 0.06)),
                spec(DailyHeadroom.class, List.of(3, 0.25), List.of(4, 0.5)),
                spec(
                        DrawdownManager.class,
                        List.of(List.of(new DrawdownManager.Band(0.05, 0.005)), 0.01),
                        List.of(List.of(new DrawdownManager.Band(0.06, 0.005)), 0.02)),
                spec(DrawdownManager.Band.class, List.of(0.05, 0.005), List.of(0.06, 0.004)),
                spec(
                        FixedFractional.class,
                        List.of(0.01, RiskBase.BALANCE, FixedFractional.allowing(0.2)),
                        List.of(0.02, RiskBase.EQUITY, FixedFractional.allowing(1))),
                spec(FixedFractional.Allowed.class, List.of(0.2), List.of(1.0)),
                spec(FixedVolTarget.class, List.of(0.1, 0.2, 0.01, 0.02), List.of(0.3, 0.4, 0.03, 0.04)),
                spec(Kelly.class, List.of(0.5, 1.5, 0.25, 0.01), List.of(0.6, 2.0, 0.5, 0.02)),
                spec(LinearEdge.class, List.of(0.6, 2.0, 0.01), List.of(0.7, 1.0, 0.02)),
                spec(
                        LosingStreakLadder.class,
                        List.of(List.of(new LosingStreakLadder.Step(3, 0.005))),
                        List.of(List.of(new LosingStreakLadder.Step(4, 0.005)))),
                spec(LosingStreakLadder.Step.class, List.of(3, 0.005), List.of(4, 0.004)),
                spec(TargetGlide.class, List.of(1.5), List.of(2.0)),
                spec(
                        VolTarget.class,
                        List.of(
                                0.1,
                                252.0,
                                OptionalDouble.of(0.01),
                                Decay.lambda(0.94),
                                0.01,
                                20,
                                OptionalDouble.empty()),
                        List.of(0.2, 500.0, OptionalDouble.empty(), Decay.none(), 0.02, 30, OptionalDouble.of(0.012))),
                spec(Decay.class, List.of(0.94), List.of(0.97)),
                spec(Prior.class, List.of(60.0, 40.0, 1.5, 1.0), List.of(50.0, 30.0, 2.0, 1.1)),
                spec(Combination.Scaled.class, List.of(some(), 0.5), List.of(other(), 0.6)),
                spec(Combination.Capped.class, List.of(some(), 0.05), List.of(other(), 0.06)),
                spec(
                        Combination.OrElse.class,
                        List.of(some(), other()),
                        List.of(DailyHeadroom.over(3), DailyHeadroom.over(4))),
                spec(Combination.Least.class, List.of(List.of(some(), other())), List.of(List.of(other(), some()))),
                spec(Combination.Greatest.class, List.of(List.of(some(), other())), List.of(List.of(some()))),
                spec(Combination.Average.class, List.of(List.of(some(), other())), List.of(List.of(other()))),
                spec(Cushion.UnderHighWaterMark.class, List.of(0.1), List.of(0.2)),
                spec(Cushion.AboveShareOfInitialBalance.class, List.of(0.9), List.of(0.8)),
                spec(
                        PositionSizer.Freeze.class,
                        List.of(0.01, Cushion.aboveBindingFloor()),
                        List.of(0.02, Cushion.aboveMaximumLossFloor())));
    }

    @TestFactory
    Stream<DynamicTest> isAValue() {
        return specs().stream()
                .map(spec -> DynamicTest.dynamicTest(spec.type().getSimpleName(), () -> requireValue(spec)));
    }

    private static void requireValue(Spec spec) throws ReflectiveOperationException {
        Record one = make(spec.type(), spec.some());
        Record again = make(spec.type(), spec.some());
        assertThat(again).isEqualTo(one).hasSameHashCodeAs(one).hasToString(one.toString());
        assertThat(one.toString()).startsWith(spec.type().getSimpleName() + "[");
        RecordComponent[] components = spec.type().getRecordComponents();
        assertThat(spec.some()).hasSameSizeAs(spec.others()).hasSameSizeAs(components);
        for (int i = 0; i < components.length; i++) {
            assertThat(components[i].getAccessor().invoke(one))
                    .isEqualTo(spec.some().get(i));
            Object[] changed = spec.some().toArray();
            changed[i] = spec.others().get(i);
            Record different = make(spec.type(), Arrays.asList(changed));
            assertThat(components[i].getAccessor().invoke(different))
                    .isEqualTo(spec.others().get(i));
            assertThat(different).as(components[i].getName()).isNotEqualTo(one);
            assertThat(different.toString()).as(components[i].getName()).isNotEqualTo(one.toString());
        }
    }

    private static Record make(Class<? extends Record> type, List<?> values) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<? extends Record> constructor = type.getConstructor(types);
        return constructor.newInstance(values.toArray());
    }

    @Test
    void aQuantileIsAValue() {
        assertThat(BetaQuantile.at(0.25)).isEqualTo(BetaQuantile.at(0.25)).hasSameHashCodeAs(BetaQuantile.at(0.25));
        assertThat(BetaQuantile.at(0.25)).isNotEqualTo(BetaQuantile.at(0.5)).hasToString("BetaQuantile[level=0.25]");
        assertThat(BetaQuantile.at(0.25).level()).isEqualTo(0.25);
    }

    @Test
    void everyPublicSpecificationIsListed() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<String> listed = specs().stream().map(spec -> spec.type().getName()).collect(Collectors.toSet());
        assertThat(publicSpecifications()).isSubsetOf(listed);
        assertThat(RandomModules.oneOfEach().stream()
                        .map(module -> module.getClass().getName())
                        .toList())
                .isSubsetOf(listed);
    }

    /** Of the compiled classes of the library, tests not included. */
    private static Set<String> publicSpecifications() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(PositionSizer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String path = classes.relativize(file).toString();
                if (!path.equals("module-info.class")) {
                    Class<?> type = Class.forName(path.substring(0, path.length() - ".class".length())
                            .replace(file.getFileSystem().getSeparator(), "."));
                    if (specifies(type)) {
                        found.add(type.getName());
                    }
                }
            }
        }
        assertThat(found).contains(Bayes.class.getName(), Combination.Least.class.getName());
        return found;
    }

    private static boolean specifies(Class<?> type) {
        boolean isPublic = Modifier.isPublic(type.getModifiers())
                && (!type.isMemberClass()
                        || Modifier.isPublic(type.getDeclaringClass().getModifiers()));
        boolean isModuleOrCushion = RiskModule.class.isAssignableFrom(type) || Cushion.class.isAssignableFrom(type);
        return isPublic
                && !type.isInterface()
                && !type.isEnum()
                && !RESULTS.contains(type)
                && (type.isRecord() || isModuleOrCushion);
    }

    /** A class that is renamed must not lose what was saved under its name. */
    @Test
    void theNamesOfTheModulesAreStable() {
        assertThat(RandomModules.oneOfEach().stream().map(RiskModule::name).distinct())
                .containsExactlyInAnyOrder(
                        "Bayes",
                        "ConstantMoney",
                        "Cppi",
                        "DailyHeadroom",
                        "DrawdownManager",
                        "FixedFractional",
                        "FixedVolTarget",
                        "Kelly",
                        "LinearEdge",
                        "LosingStreakLadder",
                        "TargetGlide",
                        "VolTarget");
        assertThat(RandomModules.oneOfEach())
                .allSatisfy(
                        module -> assertThat(module.getClass().getMethod("name").getDeclaringClass())
                                .isEqualTo(module.getClass()));
    }

    private static Sessions london(int until) {
        return Sessions.in(ZoneId.of("Europe/London"))
                .weekdays(LocalTime.of(8, 0), LocalTime.of(until, 0))
                .build();
    }

    private static PositionSizer.Builder full() {
        return PositionSizer.builder()
                .propose(some())
                .limit(other())
                .freezeBelow(0.01, Cushion.aboveBindingFloor())
                .cap(0.02)
                .blackout(london(9))
                .session(london(17));
    }

    @Test
    void aSizerIsAValue() {
        PositionSizer sizer = full().build();
        assertThat(full().build()).isEqualTo(sizer).hasSameHashCodeAs(sizer).hasToString(sizer.toString());
        List<Supplier<PositionSizer.Builder>> different = List.of(
                () -> full().propose(some()),
                () -> full().limit(other()),
                () -> full().freezeBelow(0.02, Cushion.aboveBindingFloor()),
                () -> full().cap(0.03),
                () -> full().caps(RiskCaps.none()),
                () -> full().blackout(london(10)),
                () -> full().session(london(18)));
        different.forEach(each -> {
            PositionSizer changed = each.get().build();
            assertThat(changed).isEqualTo(each.get().build()).isNotEqualTo(sizer);
            assertThat(changed.toString()).isNotEqualTo(sizer.toString());
        });
        assertThat(sizer.proposals()).containsExactly(some());
        assertThat(sizer.limits()).containsExactly(other());
        assertThat(sizer.freeze()).contains(new PositionSizer.Freeze(0.01, Cushion.aboveBindingFloor()));
        assertThat(sizer.caps()).isEqualTo(RiskCaps.builder().perTrade(0.02).build());
        assertThat(sizer.blackout()).isEqualTo(london(9));
        assertThat(sizer.session()).isEqualTo(london(17));
        assertThat(PositionSizer.of(some()).session()).isEqualTo(Gate.alwaysOpen());
    }

    @Test
    void aSizerPrintsItsStackInOneLine() {
        assertThat(full().build())
                .hasToString("PositionSizer[propose FixedFractional[fraction=0.01, base=BALANCE],"
                        + " limit TargetGlide[payoff=1.5], freeze below 0.01 of BINDING,"
                        + " CAP_PER_TRADE Share[fraction=0.02, base=BALANCE],"
                        + " blackout " + london(9) + ", session " + london(17) + "]");
        assertThat(PositionSizer.of(some()))
                .hasToString("PositionSizer[propose FixedFractional[fraction=0.01, base=BALANCE]]");
    }

    @Test
    void presetsAreValues() {
        assertThat(Presets.balanced())
                .isEqualTo(Presets.balanced())
                .isNotEqualTo(Presets.conservative())
                .isNotEqualTo(Presets.aggressive());
        assertThat(Presets.balanced().proposals())
                .containsExactly(new Cppi(0.1, 0.02, Cushion.aboveMaximumLossFloor()));
    }

    @Test
    void combinedModulesGiveBackTheirParts() {
        assertThat(some().times(0.5)).isEqualTo(new Combination.Scaled(some(), 0.5));
        assertThat(some().atMost(0.05)).isEqualTo(new Combination.Capped(some(), 0.05));
        assertThat(some().orElse(other())).isEqualTo(new Combination.OrElse(some(), other()));
        assertThat(RiskModule.least(some(), other())).isEqualTo(new Combination.Least(List.of(some(), other())));
        assertThat(RiskModule.greatest(some(), other())).isEqualTo(new Combination.Greatest(List.of(some(), other())));
        assertThat(RiskModule.average(some(), other())).isEqualTo(new Combination.Average(List.of(some(), other())));
        assertThat(some().times(0.5).orElse(other()))
                .isInstanceOfSatisfying(
                        Combination.class,
                        combination -> assertThat(combination.parts()).containsExactly(some().times(0.5), other()));
    }
}
