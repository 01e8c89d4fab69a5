package io.github.ftmo4j.sim.outcome;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Property;

/** The requirements of a contract, each called once with the same seeds. */
final class Requirements {

    private final Class<?> contract;

    Requirements(Class<?> contract) {
        this.contract = contract;
    }

    Set<String> names() {
        return methods().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that fail. */
    Set<String> brokenBy(Object candidate, Object test) {
        return methods()
                .filter(requirement -> !passes(requirement, candidate, test))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Method> methods() {
        return Stream.of(contract.getMethods()).filter(method -> method.isAnnotationPresent(Property.class));
    }

    private static boolean passes(Method requirement, Object candidate, Object test) {
        Object[] arguments = new Object[requirement.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = requirement.getParameterTypes()[i] == long.class ? (Object) (7L + i) : candidate;
        }
        try {
            requirement.invoke(test, arguments);
            return true;
        } catch (InvocationTargetException e) {
            return false;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
