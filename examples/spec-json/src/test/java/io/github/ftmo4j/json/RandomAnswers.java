package io.github.ftmo4j.json;

import io.github.ftmo4j.core.money.Money;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random answers: every component of every record takes any value of its type. */
final class RandomAnswers {

    private static final List<String> TEXTS = List.of("", "pass", "P(≥ 1 passes)", "a \"b\"\n\\", "/outcomes/winRate");

    private final SplittableRandom random;

    private RandomAnswers(long seed) {
        random = new SplittableRandom(seed);
    }

    static <T extends Answer> Arbitrary<T> of(Class<T> kind) {
        return Arbitraries.longs().map(seed -> kind.cast(new RandomAnswers(seed).value(kind)));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> plain = (Class<?>) type;
        if (plain == int.class) {
            return random.nextInt();
        }
        if (plain == long.class || plain == Long.class) {
            return random.nextLong();
        }
        if (plain == double.class || plain == Double.class) {
            return random.nextInt(4) == 0 ? random.nextInt(3) : random.nextDouble(-1e6, 1e6);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return random.nextBoolean();
        }
        if (plain == String.class) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        if (plain == Money.class) {
            return Money.usd(random.nextInt());
        }
        if (plain == OptionalInt.class) {
            return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
        }
        if (plain == OptionalLong.class) {
            return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
        }
        if (plain == OptionalDouble.class) {
            return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of((double) value(double.class));
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        if (plain == Answer.Setting.class) {
            return value(random.nextBoolean() ? Answer.Setting.Numeric.class : Answer.Setting.Words.class);
        }
        return answer(plain);
    }

    private Object container(Class<?> container, Type[] types) {
        if (container == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value(types[0]));
        }
        int size = random.nextInt(4);
        if (container == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(value(types[0]));
            }
            return list;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(value(types[0]), value(types[1]));
        }
        return map;
    }

    private Object answer(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getGenericType()))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
