package io.github.ftmo4j.sim.outcome;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;

/** The public classes of the simulator's main code. */
public final class PublicTypes {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.ftmo4j.sim");

    private PublicTypes() {}

    /**
     * The classes of a type.
     *
     * @param type the type
     * @return those that can be assigned to it
     */
    public static List<Class<?>> assignableTo(Class<?> type) {
        return all().filter(candidate -> candidate.isAssignableTo(type))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    /**
     * The classes of a package.
     *
     * @param name the package
     * @return those that reside in it
     */
    public static List<Class<?>> of(String name) {
        return all().filter(candidate -> candidate.getPackageName().equals(name))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    private static Stream<JavaClass> all() {
        return CLASSES.stream()
                .filter(candidate -> !candidate.isInterface())
                .filter(candidate -> candidate.getModifiers().contains(JavaModifier.PUBLIC));
    }
}
