package io.github.ftmo4j.examples.policy;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.policy.AfterLoss;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds the best policy for the two programs of FTMO and draws it. */
@Command(
        name = "optimal-policy",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "The best stake by balance and day, for the two programs of FTMO.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the policies were found",
            "1:something went wrong inside, or a file could not be written",
            "2:the arguments are wrong"
        })
public final class PolicyMap implements Callable<Integer> {

    static final StakeMenu MENU = StakeMenu.ofInitialBalance(0, .0025, .005, .0075, .01, .0125, .015);

    private static final int TRADES_A_DAY = 2;
    private static final int MOST_DAYS = 250;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--win-rate", paramLabel = "SHARE", description = "how many trades win 1.5 R; the others lose 1 R")
    private double winRate = 0.45;

    @Option(names = "--days", paramLabel = "NUMBER", description = "after how many trading days of a phase to give up")
    private int days = 60;

    @Option(names = "--svg", paramLabel = "FILE", description = "draw the policies there")
    private @Nullable Path svg;

    /**
     * Runs the program and ends the process.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new PolicyMap()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (!(winRate > 0 && winRate < 1)) {
            throw new ParameterException(line, "--win-rate must be above 0 and below 1, was " + winRate);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new ParameterException(line, "--days must be from 1 to " + MOST_DAYS + ", was " + days);
        }
        PrintWriter out = line.getOut();
        List<OptimalPolicy> policies = new ArrayList<>();
        for (Program program : List.of(Programs.ftmoTwoStep(size()), Programs.ftmoOneStep(size()))) {
            OptimalPolicy best = PolicySearch.of(program, BernoulliR.of(winRate, 1.5), TradesPerDay.fixed(TRADES_A_DAY))
                    .tradingPlan(TradingPlan.standard().withAbandonAfter(days))
                    .menu(MENU)
                    .afterLoss(AfterLoss.FREE)
                    .search();
            out.println(summary(best));
            policies.add(best);
        }
        out.flush();
        if (svg != null) {
            PolicyPicture.write(policies, winRate, svg);
        }
        return 0;
    }

    private static Money size() {
        return Money.usd(100_000);
    }

    static String summary(OptimalPolicy best) {
        return String.format(
                Locale.ROOT,
                "%s: %.1f %% pass, %.1f %% with the best fixed stake (%.2f %%)",
                best.search().program().name(),
                100 * best.value().value(),
                100 * best.bestFixed().pass().value(),
                100 * best.bestFixed().fraction());
    }
}
