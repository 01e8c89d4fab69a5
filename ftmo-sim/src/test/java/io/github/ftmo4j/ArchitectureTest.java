package io.github.ftmo4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.ftmo4j.core.monitor.AccountMonitorBuilder;
import io.github.ftmo4j.mm.module.DrawdownManager;
import java.time.Clock;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What holds for the code of all three modules; they meet on the class path of this one. */
@AnalyzeClasses(
        packages = "io.github.ftmo4j",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {

    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule MODULES_DEPEND_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("core")
            .definedBy("io.github.ftmo4j.core..")
            .layer("mm")
            .definedBy("io.github.ftmo4j.mm..")
            .layer("sim")
            .definedBy("io.github.ftmo4j.sim..")
            .whereLayer("core")
            .mayNotAccessAnyLayer()
            .whereLayer("mm")
            .mayOnlyAccessLayers("core");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().assignedFrom(new ExactPackages()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule INTERNALS_STAY_IN_THEIR_MODULE = CompositeArchRule.of(Stream.of("core", "mm", "sim")
            .map(ArchitectureTest::internalsStayIn)
            .toList());

    @ArchTest
    static final ArchRule SIGNATURES_NAME_NO_LIBRARY_AND_NO_INTERNALS =
            classes().that(describe("users see", ArchitectureTest::isPublic)).should(new NameOnlyWhatUsersKnow());

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .that(not(equivalentTo(DrawdownManager.class)))
            .should()
            .haveNameMatching(".*\\.(util|common|helper|manager|impl)s?\\..*|.*(Util|Common|Helper|Manager|Impl)s?");

    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(ArchCondition.from(describe(
                    "be in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule TIME_COMES_IN_THROUGH_PARAMETERS = noClasses()
            .that(not(equivalentTo(AccountMonitorBuilder.class))) // its default, which may be replaced
            .should()
            .accessTargetWhere(describe("reads the system clock", ArchitectureTest::readsTheClock));

    @ArchTest
    static final ArchRule DATES_ARE_OF_JAVA_TIME = GeneralCodingRules.OLD_DATE_AND_TIME_CLASSES_SHOULD_NOT_BE_USED;

    @ArchTest
    static final ArchRule RANDOM_NUMBERS_COME_FROM_RANDOM_STREAMS = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(Random.class).or(assignableTo(SplittableRandom.class)))
            .orShould()
            .accessTargetWhere(describe(
                    "is random()",
                    access -> access.getTarget().getName().equals("random")
                            && access.getTargetOwner().getPackageName().equals("java.lang")));

    @ArchTest
    static final ArchRule STATIC_FIELDS_ARE_FINAL =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule LOGS_GO_TO_SLF4J =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    private static ArchRule internalsStayIn(String module) {
        String packages = "io.github.ftmo4j." + module + "..";
        return noClasses()
                .that()
                .resideOutsideOfPackage(packages)
                .should()
                .dependOnClassesThat(resideInAPackage(packages).and(resideInAPackage("..internal..")));
    }

    private static boolean isPublic(JavaClass type) {
        return isSeen(type)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true)
                && !resideInAPackage("..internal..").test(type);
    }

    private static boolean isSeen(HasModifiers declaration) {
        return declaration.getModifiers().contains(JavaModifier.PUBLIC)
                || declaration.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String name = access.getTarget().getName();
        if (owner.equals("java.lang.System")) {
            return name.equals("currentTimeMillis");
        }
        boolean askedOfAClock = access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(equivalentTo(Clock.class));
        return owner.startsWith("java.time.") && name.matches("now|system.*|tick.+") && !askedOfAClock;
    }

    /** Each package is a slice, an internal one too. */
    private static final class ExactPackages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    /**
     * Types in the signatures that users see come from the JDK, SLF4J or these modules, and from no internal package.
     */
    private static final class NameOnlyWhatUsersKnow extends ArchCondition<JavaClass> {

        private static final DescribedPredicate<JavaClass> KNOWN = resideInAnyPackage(
                        "", "java..", "org.slf4j..", "io.github.ftmo4j..")
                .and(not(resideInAPackage("..internal..")));

        NameOnlyWhatUsersKnow() {
            super("name only what users know");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                    .filter(not(KNOWN))
                    .forEach(unknown -> events.add(SimpleConditionEvent.violated(
                            type, type.getFullName() + " is a " + unknown.getFullName())));
            type.getMembers().stream()
                    .filter(ArchitectureTest::isSeen)
                    .forEach(member -> types(member)
                            .map(JavaClass::getBaseComponentType)
                            .filter(not(KNOWN))
                            .forEach(unknown -> events.add(SimpleConditionEvent.violated(
                                    member, member.getFullName() + " names " + unknown.getFullName()))));
        }

        private static Stream<JavaClass> types(JavaMember member) {
            Stream<JavaClass> types = member.getAllInvolvedRawTypes().stream();
            return member instanceof JavaCodeUnit codeUnit
                    ? Stream.concat(types, codeUnit.getThrowsClause().stream().map(ThrowsDeclaration::getRawType))
                    : types;
        }
    }
}
