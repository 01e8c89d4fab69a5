package io.github.ftmo4j.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.stream.IntStream;

/** How the packages of this module depend on each other. */
@AnalyzeClasses(packages = "io.github.ftmo4j.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** From the bottom. Packages that are not named lie above: they may use all of these, and none of these them. */
    private static final List<List<String>> LAYERS =
            List.of(List.of("json", "money", "time"), List.of("program"), List.of("account"), List.of("gate"));

    @ArchTest
    static final ArchRule LAYERS_USE_ONLY_WHAT_IS_BELOW = CompositeArchRule.of(
            IntStream.range(0, LAYERS.size()).mapToObj(ArchitectureTest::layer).toList());

    /** Of whole packages: one that lies inside another is a slice of its own, internals too. */
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.github.ftmo4j.core.(**)").should().beFreeOfCycles();

    private static ArchRule layer(int index) {
        return noClasses()
                .that(resideInAnyPackage(packages(LAYERS.subList(index, index + 1))))
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.ftmo4j..")
                        .and(resideOutsideOfPackages(packages(LAYERS.subList(0, index + 1)))));
    }

    private static String[] packages(List<List<String>> layers) {
        return layers.stream()
                .flatMap(List::stream)
                .map(name -> "io.github.ftmo4j.core." + name + "..")
                .toArray(String[]::new);
    }
}
