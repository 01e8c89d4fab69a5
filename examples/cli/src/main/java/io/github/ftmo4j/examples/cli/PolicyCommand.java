package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.json.Answers;
import io.github.ftmo4j.sim.policy.AfterLoss;
import io.github.ftmo4j.sim.policy.FixedStake;
import io.github.ftmo4j.sim.policy.OptimalPolicy;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the best stakes. */
@Command(
        name = "policy",
        header = "Computes the best stake for every state of an account, from a menu of stakes.",
        footer = {
            "  ftmo4j policy --phase target=0.10,max=0.10,daily=0.05 --breach touch --win-rate 0.45 --payoff 1.5"
                    + " --trades-per-day 2 --time-limit 30 --menu 0,0.01,0.02 --json",
        })
final class PolicyCommand extends Ftmo4jCommand {

    @Mixin
    private Question question = new Question();

    @Option(
            names = "--menu",
            paramLabel = "SHARES",
            description = "the stakes to choose from, each from 0 to 1, of what --risk-base says, here by default"
                    + " initial (default: ${DEFAULT-VALUE})")
    private String menu = "0,0.0025,0.005,0.0075,0.01,0.015,0.02";

    @Option(
            names = "--after-loss",
            paramLabel = "RULE",
            description = "free, or capped: after a loss, no trade risks more than the one before"
                    + " (default: ${DEFAULT-VALUE})")
    private String afterLoss = "free";

    @Option(names = "--save", paramLabel = "FILE", description = "save the policy there, for a program to follow")
    private @Nullable Path save;

    @Override
    public Integer call() {
        Flags.one("--after-loss", afterLoss, List.of("free", "capped"));
        double[] stakes = Flags.numbers("--menu", menu);
        Arrays.stream(stakes).forEach(stake -> Flags.within("--menu", stake, 0, 1));
        RiskBase base = question.riskBase().orElse(RiskBase.INITIAL_BALANCE);
        if (base == RiskBase.EQUITY) {
            throw new UsageException("--risk-base must be balance or initial for a menu, was 'equity'");
        }
        StakeMenu choices = Flags.checked(
                "--menu",
                menu,
                () -> base == RiskBase.BALANCE ? StakeMenu.ofBalance(stakes) : StakeMenu.ofInitialBalance(stakes));
        question.note("the stakes are those of --menu", "--risk", "--sizing");
        question.note("a policy is for one account", "--accounts", "--dependence");
        question.note("a policy judges trades at their closes", "--excursions", "--path");
        SimulationSpec spec = question.spec();
        OptimalPolicy policy = PolicySearch.of(spec)
                .menu(choices)
                .afterLoss(afterLoss.equals("free") ? AfterLoss.FREE : AfterLoss.CAPPED)
                .search();
        if (save != null) {
            save(policy, save);
        }
        print(Answers.of(policy).json(), () -> words(policy));
        return 0;
    }

    private static void save(OptimalPolicy policy, Path file) {
        try {
            policy.policy().save(file);
        } catch (IOException e) {
            throw new RefusedException("--save cannot write '" + file + "': " + e.getMessage(), e);
        }
    }

    private static String words(OptimalPolicy policy) {
        StringBuilder text = new StringBuilder();
        Words.line(text, "Best stakes", "P(pass) = " + policy.value());
        Words.line(text, "Best fixed stake", stake(policy.bestFixed()));
        policy.fixed().forEach(fixed -> Words.line(text, "Fixed", stake(fixed)));
        return text.toString().stripTrailing();
    }

    private static String stake(FixedStake fixed) {
        return Words.percent(fixed.fraction()) + ": P(pass) = " + fixed.pass();
    }
}
