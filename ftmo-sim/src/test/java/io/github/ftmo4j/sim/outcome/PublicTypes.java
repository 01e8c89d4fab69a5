package io.github.ftmo4j.sim.outcome;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The public classes of the simulator's main code. */
final class PublicTypes {

    private PublicTypes() {}

    static List<Class<?>> assignableTo(Class<?> type) {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.ftmo4j.sim")
                        .stream()
                        .filter(candidate -> candidate.isAssignableTo(type) && !candidate.isInterface())
                        .filter(candidate -> candidate.getModifiers().contains(JavaModifier.PUBLIC))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }
}
