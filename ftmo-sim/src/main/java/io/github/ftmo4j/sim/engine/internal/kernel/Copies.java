package io.github.ftmo4j.sim.engine.internal.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the class of {@link FlatLoop} or {@link PlainLanes}, one for each composition of a specification, so that
 * each has a profile and compiled code of its own. Where no copy can be made, the class itself serves: the results are
 * the same, and it is slower once it has run several compositions.
 *
 * <p>The copies of the last compositions are kept, because what makes them fast takes a while. That is a cache: it
 * never changes a result. Thread-safe.
 */
final class Copies {

    private static final Logger LOGGER = LoggerFactory.getLogger(Copies.class);

    private static final int MOST = 64;

    private static final Copies ALL = new Copies();

    private final Map<Composition, Constructor<? extends FlatAccount>> copies =
            new LinkedHashMap<>(2 * MOST, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Composition, Constructor<? extends FlatAccount>> eldest) {
                    return size() > MOST;
                }
            };

    private Copies() {}

    /** The constructor of the copy for a composition. */
    static Constructor<? extends FlatAccount> of(Composition composition) {
        synchronized (ALL) {
            return ALL.copies.computeIfAbsent(composition, Copies::copy);
        }
    }

    /** The composition of a copy, from its own static initialiser; none of the template itself. */
    static Composition composition(MethodHandles.Lookup copy) {
        Composition given = null;
        if (copy.lookupClass().isHidden()) {
            try {
                given = MethodHandles.classData(copy, ConstantDescs.DEFAULT_NAME, Composition.class);
            } catch (IllegalAccessException e) {
                LOGGER.debug("no constants for {}", copy, e);
            }
        }
        return given == null ? Composition.NONE : given;
    }

    private static Constructor<? extends FlatAccount> copy(Composition composition) {
        Class<? extends FlatAccount> type = template(composition);
        String file = type.getSimpleName() + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in != null) {
                type = MethodHandles.lookup()
                        .defineHiddenClassWithClassData(in.readAllBytes(), composition, true)
                        .lookupClass()
                        .asSubclass(FlatAccount.class);
            }
        } catch (IOException | IllegalAccessException | LinkageError e) {
            LOGGER.debug("no copy of {}", file, e);
        }
        return constructor(type);
    }

    /** The class of which a composition runs a copy. */
    static Class<? extends FlatAccount> template(Composition composition) {
        return composition.plainBets() ? PlainLanes.class : FlatLoop.class;
    }

    /** The constructor of a class of flat loops. */
    static Constructor<? extends FlatAccount> constructor(Class<? extends FlatAccount> type) {
        try {
            return type.getDeclaredConstructor(
                    Lowered.class,
                    long.class,
                    CommonNumbers.class,
                    Slot[].class,
                    boolean[].class,
                    Slot[].class,
                    Slot[].class,
                    Slot[].class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a flat loop has lost its constructor", e);
        }
    }
}
