package consumer;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import java.lang.reflect.InaccessibleObjectException;
import java.net.URI;
import java.nio.file.Path;

/** Uses the simulator, and with it all of the library, on the module path. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        requireModule("io.github.ftmo4j.core", Money.class, args[0]);
        requireModule("io.github.ftmo4j.mm", PositionSizer.class, args[0]);
        requireModule("io.github.ftmo4j.sim", Simulation.class, args[0]);
        requireEncapsulated(Money.class);
        requireEncapsulated(PositionSizer.class);

        double passes = Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(BernoulliR.of(1, 1))
                .tradesPerDay(1)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
                .trials(10)
                .seed(1)
                .build()
                .run()
                .pass()
                .value();
        require(passes == 1, "P(pass) of one who always wins is " + passes);
    }

    private static void requireModule(String name, Class<?> type, String repository) {
        Module module = type.getModule();
        require(name.equals(module.getName()), type + " is in " + module);
        URI jar = module.getLayer()
                .configuration()
                .findModule(name)
                .orElseThrow()
                .reference()
                .location()
                .orElseThrow();
        require(Path.of(jar).startsWith(repository), jar + " is not in " + repository);
    }

    /** Internal packages, and only they, are hidden, and nothing private can be opened. */
    private static void requireEncapsulated(Class<?> type) {
        Module module = type.getModule();
        for (String name : module.getPackages()) {
            require(module.isExported(name) != name.contains(".internal"), name + " in " + module.getDescriptor());
        }
        try {
            type.getDeclaredFields()[0].setAccessible(true);
        } catch (InaccessibleObjectException expected) {
            return;
        }
        throw new AssertionError("a private field of " + type + " could be opened");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
