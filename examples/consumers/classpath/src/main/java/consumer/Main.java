package consumer;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountEvent;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;

/** Uses the rules, the sizing and the simulator on the class path. */
final class Main {

    private Main() {}

    public static void main(String[] args) throws URISyntaxException {
        for (Class<?> type : new Class<?>[] {Money.class, PositionSizer.class, Simulation.class}) {
            Path jar = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            require(jar.startsWith(args[0]), jar + " is not in " + args[0]);
            require(!type.getModule().isNamed(), type + " is in " + type.getModule());
        }

        Program program = Programs.ftmoTwoStep(usd(100_000));
        Instant monday = Instant.parse("2026-03-02T08:00:00Z");
        Account account = Account.open(program.phase(Phase.CHALLENGE), monday);
        account.accept(AccountEvent.opened(monday, "1"));
        Verdict verdict =
                account.accept(new AccountEvent.Marked(monday, usd(94_999))).verdict();
        require(verdict == Verdict.FAILED, "5,001 under the balance of the morning is " + verdict);

        double winners = Simulation.of(program)
                .trades(BernoulliR.of(1, 1))
                .tradesPerDay(1)
                .sizing(PositionSizer.of(FixedFractional.ofBalance(0.01)))
                .trials(10)
                .seed(1)
                .build()
                .run()
                .pass()
                .value();
        require(winners == 1, "P(pass) of one who always wins is " + winners);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
