package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A record that stands as an object with a field for each component. A component that may be absent, or that has a
 * default, need not stand in the document, unless it is null there then; nothing else may stand in it.
 */
final class Structure<T extends Record> implements JsonType<T> {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A field of the object. */
    private record Field(RecordComponent component, JsonType<Object> type, Optional<Object> absent, boolean nullable) {

        String name() {
            return component.getName();
        }

        ObjectNode schema(Definitions definitions) {
            ObjectNode schema = type.schema(definitions);
            if (!nullable) {
                return schema;
            }
            ObjectNode orNull = NODES.objectNode();
            orNull.putArray("anyOf").add(schema).addObject().put("type", "null");
            return orNull;
        }

        Object of(Record value) {
            try {
                return component.getAccessor().invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("not readable: " + component, e);
            }
        }
    }

    private final Class<T> type;
    private final List<Field> fields;
    private final Constructor<T> constructor;

    Structure(Class<T> type, Types types, Map<String, Object> defaults, Set<String> nullable) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        Set<String> unknown = new TreeSet<>(defaults.keySet());
        Arrays.stream(components).map(RecordComponent::getName).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("defaults must be of components of " + type + ", were " + unknown);
        }
        fields = Arrays.stream(components)
                .map(component -> new Field(
                        component,
                        types.of(component.getGenericType()),
                        Optional.ofNullable(defaults.get(component.getName()))
                                .or(() -> Types.absent(component.getType())),
                        nullable.contains(component.getName())))
                .toList();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            Arrays.stream(components)
                    .forEach(component -> component.getAccessor().setAccessible(true));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("no canonical constructor: " + type, e);
        }
    }

    @Override
    public Optional<T> read(JsonNode node, Place at) {
        return read(node, at, Set.of());
    }

    /** Reads an object that has further fields, which belong to somebody else. */
    Optional<T> read(JsonNode node, Place at, Set<String> others) {
        if (node.isMissingNode()) {
            at.problem("is missing");
            return Optional.empty();
        }
        if (!node.isObject()) {
            at.problem("must be an object with " + names(others) + ", was " + Scalars.quote(node));
            return Optional.empty();
        }
        int before = at.count();
        Set<String> known = fields.stream().map(Field::name).collect(Collectors.toSet());
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !others.contains(name)) {
                at.field(name).problem("is unknown here, allowed are " + names(others));
            }
        });
        List<Object> values = new ArrayList<>();
        for (Field field : fields) {
            JsonNode each = node.get(field.name());
            Place place = at.field(field.name());
            boolean none = field.nullable() ? each != null && each.isNull() : each == null;
            if (none && field.absent().isPresent()) {
                values.add(field.absent().get());
            } else if (each != null) {
                field.type().read(each, place).ifPresent(values::add);
            } else {
                place.problem("is missing");
            }
        }
        return at.count() > before || values.size() < fields.size() ? Optional.empty() : construct(values, node, at);
    }

    private Optional<T> construct(List<Object> values, JsonNode node, Place at) {
        try {
            return Optional.of(constructor.newInstance(values.toArray()));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IllegalArgumentException
                    || cause instanceof ArithmeticException
                    || cause instanceof DateTimeException) {
                at.refused(node, (RuntimeException) cause);
                return Optional.empty();
            }
            throw new IllegalStateException("cannot construct " + type + " of " + values, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct " + type, e);
        }
    }

    private List<String> names(Set<String> others) {
        List<String> names = new ArrayList<>(others);
        fields.stream().map(Field::name).forEach(names::add);
        return names;
    }

    @Override
    public ObjectNode write(T value) {
        return write(value, NODES.objectNode());
    }

    /** Adds the fields to an object. */
    ObjectNode write(Record value, ObjectNode object) {
        for (Field field : fields) {
            Object each = field.of(value);
            if (!field.absent().equals(Optional.of(each))) {
                object.set(field.name(), field.type().write(each));
            } else if (field.nullable()) {
                object.putNull(field.name());
            }
        }
        return object;
    }

    @Override
    public ObjectNode schema(Definitions definitions) {
        return schema(definitions, NODES.objectNode());
    }

    /** The schema of an object that has further fields. */
    ObjectNode schema(Definitions definitions, ObjectNode others) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        others.fieldNames().forEachRemaining(required::add);
        properties.setAll(others);
        for (Field field : fields) {
            ObjectNode each = field.schema(definitions);
            field.absent()
                    .filter(value -> Types.absent(field.component().getType()).isEmpty())
                    .ifPresent(value -> each.set("default", field.type().write(value)));
            Descriptions.of(type, field.name()).ifPresent(text -> each.put("description", text));
            properties.set(field.name(), each);
            if (field.absent().isEmpty() || field.nullable()) {
                required.add(field.name());
            }
        }
        schema.set("required", required);
        return schema.put("additionalProperties", false);
    }
}
