package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types of a document by their Java types. Mutable while it is set up, then read only. */
final class Types {

    private final Map<Class<?>, JsonType<?>> plain = new HashMap<>();
    private final Map<Class<?>, JsonType<?>> named = new HashMap<>();
    private final Map<Class<?>, Map<String, Object>> defaults = new HashMap<>();
    private final Map<Class<?>, Set<String>> nullable = new HashMap<>();
    private final Set<Class<?>> closed = new HashSet<>();

    Types() {
        plain.put(double.class, Scalars.DECIMAL);
        plain.put(Double.class, Scalars.DECIMAL);
        plain.put(int.class, Scalars.INTEGER);
        plain.put(Integer.class, Scalars.INTEGER);
        plain.put(long.class, Scalars.LONG);
        plain.put(Long.class, Scalars.LONG);
        plain.put(boolean.class, Scalars.TRUTH);
        plain.put(Boolean.class, Scalars.TRUTH);
        text(String.class, "a text", "[\\s\\S]*", text -> text);
    }

    /** Texts that {@code toString} writes. */
    <T> Types text(Class<T> type, String what, String pattern, Function<String, T> reader) {
        return text(type, what, pattern, reader, Object::toString);
    }

    <T> Types text(Class<T> type, String what, String pattern, Function<String, T> reader, Function<T, String> writer) {
        plain.put(type, new Scalars.Text<>(what, Pattern.compile(pattern), reader, writer));
        return this;
    }

    /** A class that stands as something else. */
    <T> Types is(Class<T> type, JsonType<T> form) {
        named.put(type, form);
        return this;
    }

    /** A class that stands as a record. */
    <T, R extends Record> Types is(Class<T> type, Class<R> form, Function<R, T> reader, Function<T, R> writer) {
        return is(type, new Containers.Converted<>(closed(form), reader, writer));
    }

    /** What a component of a record is if it does not stand in the document. */
    Types absent(Class<? extends Record> type, String component, Object value) {
        requireOpen(type);
        defaults.computeIfAbsent(type, any -> new LinkedHashMap<>()).put(component, value);
        return this;
    }

    /** Components of a record that always stand in the document: null if they are none. */
    Types nullable(Class<? extends Record> type, String... components) {
        requireOpen(type);
        nullable.put(type, Set.of(components));
        return this;
    }

    /** What is said of a record after it became a part of a type would not count there. */
    private void requireOpen(Class<?> type) {
        if (closed.contains(type)) {
            throw new IllegalStateException(type + " is part of a type already");
        }
    }

    private <R extends Record> Structure<R> closed(Class<R> record) {
        closed.add(record);
        return structure(record);
    }

    <T> KindsOf<T> kinds(Class<T> type) {
        return new KindsOf<>(type);
    }

    /** Collects the kinds of a type. */
    final class KindsOf<T> {
        private final Class<T> type;
        private final Map<String, Kinds.Kind<T, ?>> kinds = new LinkedHashMap<>();

        private KindsOf(Class<T> type) {
            this.type = type;
        }

        <R extends Record> KindsOf<T> kind(String name, Class<R> record) {
            if (!type.isAssignableFrom(record)) {
                throw new IllegalArgumentException("kind must be a " + type + ", was " + record);
            }
            Class<? extends T> kind = record.asSubclass(type);
            kinds.put(name, new Kinds.Kind<>(kind, closed(record), type::cast, record::cast));
            return this;
        }

        <K extends T, R extends Record> KindsOf<T> kind(
                String name, Class<K> kind, Class<R> form, Function<R, K> reader, Function<K, R> writer) {
            kinds.put(
                    name,
                    new Kinds.Kind<T, R>(kind, closed(form), reader::apply, value -> writer.apply(kind.cast(value))));
            return this;
        }

        /** Those kinds that are of a subtype, too. */
        <S extends T> KindsOf<T> also(Class<S> subtype) {
            Map<String, Kinds.Kind<S, ?>> some = new LinkedHashMap<>();
            kinds.forEach((name, kind) -> {
                if (subtype.isAssignableFrom(kind.type())) {
                    some.put(name, narrowed(kind, subtype));
                }
            });
            named.put(subtype, new Kinds<>(subtype, some));
            return this;
        }

        private <S extends T, R extends Record> Kinds.Kind<S, R> narrowed(Kinds.Kind<T, R> kind, Class<S> subtype) {
            return new Kinds.Kind<>(
                    kind.type().asSubclass(subtype),
                    kind.structure(),
                    form -> subtype.cast(kind.reader().apply(form)),
                    kind.writer()::apply);
        }

        JsonType<T> type() {
            return new Kinds<>(type, kinds);
        }

        Types end() {
            return is(type, type());
        }
    }

    <R extends Record> Structure<R> structure(Class<R> record) {
        return new Structure<>(
                record, this, defaults.getOrDefault(record, Map.of()), nullable.getOrDefault(record, Set.of()));
    }

    /** The type of values of a Java type. */
    <T> JsonType<T> of(Class<T> type) {
        return as(of((Type) type));
    }

    /** The type of a component. */
    JsonType<Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> container = (Class<?>) generic.getRawType();
            JsonType<Object> first = of(generic.getActualTypeArguments()[0]);
            if (container == Optional.class) {
                return as(
                        new Containers.Converted<Object, Optional<Object>>(first, Optional::of, Optional::orElseThrow));
            }
            if (container == List.class) {
                return as(new Containers.Listing<>(first));
            }
            if (container == Set.class) {
                return as(new Containers.Converted<List<Object>, Set<Object>>(
                        new Containers.Listing<>(first), Types::set, List::copyOf));
            }
            if (container == Map.class) {
                return as(new Containers.Mapping<>(first, of(generic.getActualTypeArguments()[1])));
            }
        } else if (type == OptionalInt.class) {
            return as(new Containers.Converted<>(Scalars.INTEGER, OptionalInt::of, OptionalInt::orElseThrow));
        } else if (type == OptionalLong.class) {
            return as(new Containers.Converted<>(Scalars.LONG, OptionalLong::of, OptionalLong::orElseThrow));
        } else if (type == OptionalDouble.class) {
            return as(new Containers.Converted<>(Scalars.DECIMAL, OptionalDouble::of, OptionalDouble::orElseThrow));
        } else if (type instanceof Class<?> simple) {
            return simple(simple);
        }
        throw new IllegalArgumentException("no form in JSON: " + type);
    }

    /** In the order of the document. */
    private static Set<Object> set(List<Object> items) {
        Set<Object> set = new LinkedHashSet<>(items);
        if (set.size() < items.size()) {
            throw new IllegalArgumentException("items must be different, were " + items);
        }
        return set;
    }

    private JsonType<Object> simple(Class<?> type) {
        if (plain.containsKey(type)) {
            return as(plain.get(type));
        }
        return type.isEnum() ? as(constant(type)) : as(new Named<>(this, type));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static JsonType<?> constant(Class<?> type) {
        return new Scalars.Constant(type);
    }

    /** What a component of a container type is if it does not stand in the document. */
    static Optional<Object> absent(Class<?> type) {
        if (type == Optional.class) {
            return Optional.of(Optional.empty());
        }
        if (type == OptionalInt.class) {
            return Optional.of(OptionalInt.empty());
        }
        if (type == OptionalLong.class) {
            return Optional.of(OptionalLong.empty());
        }
        return type == OptionalDouble.class ? Optional.of(OptionalDouble.empty()) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private JsonType<Object> definition(Class<?> type) {
        JsonType<?> known = named.get(type);
        if (known == null && type.isRecord()) {
            known = structure(type.asSubclass(Record.class));
        }
        if (known == null) {
            throw new IllegalArgumentException("no form in JSON: " + type);
        }
        return (JsonType<Object>) known;
    }

    /** Every type of this document is what it is asked to be: both come from the same component. */
    @SuppressWarnings("unchecked")
    private static <T> JsonType<T> as(JsonType<?> type) {
        return (JsonType<T>) type;
    }

    /** A type that is looked up when it is used, so that types can contain themselves. */
    private record Named<T>(Types types, Class<T> type) implements JsonType<Object> {

        @Override
        public Optional<Object> read(JsonNode node, Place at) {
            return types.definition(type).read(node, at);
        }

        @Override
        public JsonNode write(Object value) {
            return types.definition(type).write(value);
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            Class<?> outer = type.getDeclaringClass();
            String name = (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
            return definitions.reference(name, types.definition(type));
        }
    }
}
