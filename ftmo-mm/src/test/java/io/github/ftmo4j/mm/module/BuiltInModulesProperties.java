package io.github.ftmo4j.mm.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.contract.RandomModules;
import io.github.ftmo4j.mm.contract.RiskModuleContract;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

class BuiltInModulesProperties implements RiskModuleContract {

    @Override
    public Arbitrary<RiskModule> candidates() {
        return RandomModules.modules();
    }

    @Example
    void noModuleOfTheLibraryIsLeftOut() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<Class<?>> sampled =
                RandomModules.oneOfEach().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(modulesOfThisPackage());
    }

    private static Set<Class<?>> modulesOfThisPackage() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<Class<?>> modules = new HashSet<>();
        for (String name : classNames()) {
            Class<?> type = Class.forName(name);
            if (RiskModule.class.isAssignableFrom(type)) {
                modules.add(type);
            }
        }
        return modules;
    }

    /** Of the compiled classes of the library, tests not included. */
    private static List<String> classNames() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Bayes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String name = Bayes.class.getPackageName();
        try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> name + "." + file.substring(0, file.length() - ".class".length()))
                    .toList();
        }
    }
}
