package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a trader, or the sizing of an account, remembers: for each module that remembers anything its numbers by name.
 * Immutable.
 *
 * @param parts the numbers by the name of the module; a second module of a name is called {@code name#2}, and so is one
 *     that is called {@code account}, as what belongs to no module is
 */
public record SavedMemory(Map<String, Map<String, Double>> parts) {

    /**
     * Copies and checks the parts.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public SavedMemory {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        parts.forEach((part, numbers) -> {
            numbers.forEach((name, number) -> {
                if (!Double.isFinite(number)) {
                    throw new IllegalArgumentException(name + " of " + part + " must be finite, was " + number);
                }
            });
            copy.put(part, Map.copyOf(numbers));
        });
        parts = Collections.unmodifiableMap(copy);
    }

    static SavedMemory of(List<RiskModule> modules, RiskMemory[] memories, RiskModule.Scope scope) {
        Map<String, Map<String, Double>> parts = new LinkedHashMap<>();
        List<String> names = names(modules, scope);
        for (int i = 0; i < memories.length; i++) {
            if (modules.get(i).scope() == scope) {
                parts.put(names.get(i), memories[i].save());
            }
        }
        return new SavedMemory(parts);
    }

    /** All of it, or nothing. */
    void restore(List<RiskModule> modules, RiskMemory[] memories, RiskModule.Scope scope) {
        SavedMemory before = of(modules, memories, scope);
        if (!parts.keySet().equals(before.parts.keySet())) {
            throw new IllegalArgumentException(
                    "saved must be of " + before.parts.keySet() + ", was of " + parts.keySet());
        }
        try {
            put(modules, memories, scope);
        } catch (IllegalArgumentException e) {
            before.put(modules, memories, scope);
            throw e;
        }
    }

    private void put(List<RiskModule> modules, RiskMemory[] memories, RiskModule.Scope scope) {
        List<String> names = names(modules, scope);
        for (int i = 0; i < memories.length; i++) {
            if (modules.get(i).scope() == scope) {
                memories[i].restore(part(names.get(i)));
            }
        }
    }

    private static List<String> names(List<RiskModule> modules, RiskModule.Scope scope) {
        Set<String> taken = new HashSet<>(Set.of(AccountSizing.OWN));
        List<String> names = new ArrayList<>();
        for (RiskModule module : modules) {
            String name = module.name();
            for (int count = 2; module.scope() == scope && !taken.add(name); count++) {
                name = module.name() + "#" + count;
            }
            names.add(name);
        }
        return names;
    }

    Map<String, Double> part(String name) {
        return parts.getOrDefault(name, Map.of());
    }

    SavedMemory with(String name, Map<String, Double> numbers) {
        Map<String, Map<String, Double>> more = new LinkedHashMap<>(parts);
        more.put(name, numbers);
        return new SavedMemory(more);
    }

    SavedMemory without(String name) {
        Map<String, Map<String, Double>> less = new LinkedHashMap<>(parts);
        less.remove(name);
        return new SavedMemory(less);
    }

    /** A number is written as the text that it reads back from to the last bit. */
    void write(JsonWriter out) {
        out.objects(
                "modules",
                parts.entrySet(),
                (part, fields) -> fields.text("module", part.getKey())
                        .objects(
                                "numbers",
                                part.getValue().entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .toList(),
                                (number, pair) -> pair.text("name", number.getKey())
                                        .text("value", Double.toString(number.getValue()))));
    }

    static SavedMemory read(JsonObject in) {
        Map<String, Map<String, Double>> parts = new LinkedHashMap<>();
        for (JsonObject part : in.objects("modules")) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            for (JsonObject number : part.objects("numbers")) {
                numbers.put(number.text("name"), Objects.requireNonNull(number.text("value", Double::valueOf)));
            }
            parts.put(part.text("module"), numbers);
        }
        return new SavedMemory(parts);
    }
}
