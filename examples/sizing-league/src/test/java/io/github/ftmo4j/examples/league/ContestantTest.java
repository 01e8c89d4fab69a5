package io.github.ftmo4j.examples.league;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Presets;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the library has to size with is in the league, alone and stacked. */
class ContestantTest {

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Set<String> MODULES = new ClassFileImporter()
            .importPackagesOf(Presets.class).stream()
                    .filter(type -> type.isAssignableTo(RiskModule.class))
                    .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                    .map(JavaClass::getSimpleName)
                    .collect(Collectors.toCollection(TreeSet::new));

    private final List<Contestant> contestants =
            Contestant.all(TraderProfile.all().get(0));

    /** With those that others are combined of, which are called after them. */
    private static Set<String> modules(List<RiskModule> all) {
        return all.stream()
                .flatMap(module -> WORD.matcher(module.name()).results())
                .map(MatchResult::group)
                .filter(MODULES::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> modules(Contestant contestant) {
        Set<String> all = modules(contestant.sizer().proposals());
        all.addAll(modules(contestant.sizer().limits()));
        return all;
    }

    private Set<String> modules(Contestant.Kind... kinds) {
        return contestants.stream()
                .filter(contestant -> List.of(kinds).contains(contestant.kind()))
                .flatMap(contestant -> modules(contestant).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void kindsAreWhatTheySay() {
        String fixed = FixedFractional.class.getSimpleName();
        for (Contestant contestant : contestants) {
            Set<String> proposed = modules(contestant.sizer().proposals());
            Set<String> limits = modules(contestant.sizer().limits());
            switch (contestant.kind()) {
                case FIXED -> assertThat(modules(contestant)).containsExactly(fixed);
                case MODULE -> {
                    assertThat(modules(contestant)).hasSize(1);
                    assertThat(limits).isEmpty();
                    assertThat(contestant.sizer().freeze()).isEmpty();
                }
                case LIMIT -> {
                    assertThat(proposed).containsExactly(fixed);
                    assertThat(limits.size()
                                    + contestant.sizer().freeze().stream().count())
                            .isOne();
                }
                case STACK -> {
                    assertThat(modules(contestant)).hasSizeGreaterThan(1);
                    assertThat(proposed.equals(Set.of(fixed)) && limits.size() == 1)
                            .isFalse();
                }
                case OPTIMAL -> assertThat(contestant.name()).isEqualTo(League.OPTIMAL);
                case PRESET -> assertThat(modules(contestant)).hasSizeGreaterThan(1);
            }
        }
    }

    @Test
    void everyModuleIsThereAlone() {
        assertThat(modules(Contestant.Kind.FIXED, Contestant.Kind.MODULE, Contestant.Kind.LIMIT))
                .isEqualTo(MODULES);
    }

    @Test
    void everyModuleIsThereInAStack() {
        assertThat(modules(Contestant.Kind.STACK)).isEqualTo(MODULES);
    }

    @Test
    void everyWayToCombineModulesIsThere() {
        String names = contestants.stream()
                .flatMap(contestant -> contestant.sizer().proposals().stream())
                .map(RiskModule::name)
                .collect(Collectors.joining(" "));
        List<String> ways = Arrays.stream(RiskModule.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == RiskModule.class)
                .map(Method::getName)
                .toList();
        assertThat(ways).isNotEmpty();
        assertThat(names).contains(ways);
    }

    @Test
    void everyPresetIsThereAsItIsAndUnderOneMoreLimit() throws ReflectiveOperationException {
        List<List<List<RiskModule>>> stacks = contestants.stream()
                .map(contestant -> stack(contestant.sizer(), 0))
                .toList();
        List<List<List<RiskModule>>> allButOneLimit = contestants.stream()
                .filter(contestant -> !contestant.sizer().limits().isEmpty())
                .map(contestant -> stack(contestant.sizer(), 1))
                .toList();
        List<List<List<RiskModule>>> presets = new ArrayList<>();
        for (Method method : Presets.class.getMethods()) {
            if (method.getReturnType() == PositionSizer.class) {
                presets.add(stack((PositionSizer) method.invoke(null), 0));
            }
        }
        assertThat(presets).isNotEmpty();
        assertThat(stacks).containsAll(presets);
        assertThat(allButOneLimit).containsAll(presets);
    }

    private static List<List<RiskModule>> stack(PositionSizer sizer, int without) {
        List<RiskModule> limits = sizer.limits();
        return List.of(sizer.proposals(), limits.subList(0, limits.size() - without));
    }
}
