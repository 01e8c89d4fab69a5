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
 * The saved state of a trader, or of the sizing of an account: what each module saved. Immutable.
 *
 * @param parts the values by the name of the module; a second module of the same name is called {@code name#2}, and so
 *     is a module that is called {@code account}, which is the name of the values that belong to no module
 */
public record SavedState(Map<String, SavedValues> parts) {

    /** Copies the parts. */
    public SavedState {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    static SavedState of(List<RiskModule> modules, ModuleState[] states, RiskModule.Scope scope) {
        Map<String, SavedValues> parts = new LinkedHashMap<>();
        List<String> names = names(modules, scope);
        for (int i = 0; i < states.length; i++) {
            if (modules.get(i).scope() == scope) {
                parts.put(names.get(i), states[i].save());
            }
        }
        return new SavedState(parts);
    }

    /** All of it, or nothing. */
    void restore(List<RiskModule> modules, ModuleState[] states, RiskModule.Scope scope) {
        SavedState before = of(modules, states, scope);
        if (!parts.keySet().equals(before.parts.keySet())) {
            throw new IllegalArgumentException(
                    "saved must be of " + before.parts.keySet() + ", was of " + parts.keySet());
        }
        try {
            put(modules, states, scope);
        } catch (IllegalArgumentException e) {
            before.put(modules, states, scope);
            throw e;
        }
    }

    private void put(List<RiskModule> modules, ModuleState[] states, RiskModule.Scope scope) {
        List<String> names = names(modules, scope);
        for (int i = 0; i < states.length; i++) {
            if (modules.get(i).scope() == scope) {
                states[i].restore(part(names.get(i)));
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

    SavedValues part(String name) {
        return parts.getOrDefault(name, SavedValues.none()).ofModule(name);
    }

    SavedState with(String name, SavedValues values) {
        Map<String, SavedValues> more = new LinkedHashMap<>(parts);
        more.put(name, values);
        return new SavedState(more);
    }

    SavedState without(String name) {
        Map<String, SavedValues> less = new LinkedHashMap<>(parts);
        less.remove(name);
        return new SavedState(less);
    }

    void write(JsonWriter out) {
        out.objects("modules", parts.entrySet(), (part, fields) -> {
            fields.text("module", part.getKey());
            part.getValue().write(fields);
        });
    }

    static SavedState read(JsonObject in) {
        Map<String, SavedValues> parts = new LinkedHashMap<>();
        for (JsonObject part : in.objects("modules")) {
            parts.put(part.text("module"), SavedValues.read(part));
        }
        return new SavedState(parts);
    }

    /**
     * Reads the format that had no kinds of values: every value is a decimal in a text. What was not there was the
     * smallest number that it could be.
     */
    static SavedState readUntyped(JsonObject in) {
        Map<String, SavedValues> parts = new LinkedHashMap<>();
        for (JsonObject part : in.objects("modules")) {
            String module = part.text("module");
            Map<String, Double> decimals = new LinkedHashMap<>();
            for (JsonObject number : part.objects("numbers")) {
                decimals.put(number.text("name"), Objects.requireNonNull(number.text("value", Double::valueOf)));
            }
            if (module.equals(AccountSizing.OWN)) {
                decimals.remove("day", -0x1p53);
                decimals.remove("lastOpened", 0.0);
            }
            parts.put(module, SavedValues.untyped(decimals));
        }
        return new SavedState(parts);
    }
}
