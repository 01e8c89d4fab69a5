package io.github.ftmo4j.examples.whatif;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.json.NamedPrograms;
import io.github.ftmo4j.sim.edge.Edge;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.file.TradeFiles;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a report for one trader: from a trade file, or from a win rate and a payoff. */
@Command(
        name = "what-if",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "Odds, money, the best risk, and what would change them, as one HTML file.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the report was written",
            "1:something went wrong inside, or a file could not be written",
            "2:the arguments are wrong, or there is no such file",
            "3:the file's content cannot be used; each bad row is named with its line"
        })
public final class WhatIf implements Callable<Integer> {

    private static final int UNUSABLE_FILE = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "trade history, as a platform exports it; none for a win rate and payoff")
    private @Nullable Path file;

    @Option(
            names = "--risk-per-trade",
            paramLabel = "AMOUNT",
            description = "what each trade of the file risked, in the currency of the profit")
    private @Nullable Double riskPerTrade;

    @Option(names = "--zone", paramLabel = "ZONE", description = "time zone of times that name none")
    private String zone = "UTC";

    @Option(names = "--win-rate", paramLabel = "SHARE", description = "without a file: how many trades win")
    private double winRate = 0.45;

    @Option(names = "--payoff", paramLabel = "R", description = "without a file: what a win earns in R; a loss is 1 R")
    private double payoff = 1.5;

    @Option(
            names = "--known-from",
            paramLabel = "N",
            description = "without a file: from how many trades that is known")
    private int knownFrom = 100;

    @Option(names = "--best-of", paramLabel = "N", description = "of how many tried histories this is the best")
    private int bestOf = 1;

    @Option(
            names = "--trades-a-day",
            paramLabel = "N",
            description =
                    "trades on each day; with a file by default a random number (Poisson) with the mean of its weekdays")
    private @Nullable Integer tradesPerDay;

    @Option(
            names = "--program",
            paramLabel = "NAME",
            description = "such as ftmo-1-step, topstep-combine; one whose fee and funded account are known")
    private String program = "ftmo-2-step";

    @Option(names = "--size", paramLabel = "USD", description = "initial balance, one that the firm sells")
    private long size = 100_000;

    @Option(names = "--risk", paramLabel = "FRACTION", description = "share of the balance at risk, 0.01 for 1 %%")
    private double risk = 0.01;

    @Option(names = "--attempts", paramLabel = "N", description = "the most attempts that are bought")
    private int attempts = 3;

    @Option(names = "--horizon", paramLabel = "DAYS", description = "trading days of the funded account")
    private int horizon = 120;

    @Option(names = "--rate", paramLabel = "USD", description = "dollars per euro, for fees in euros")
    private String rate = "1.08";

    @Option(names = "--trials", paramLabel = "N", description = "simulated trials for each figure")
    private long trials = 4_000;

    @Option(names = "--seed", paramLabel = "N", description = "equal seeds give equal reports")
    private long seed = 42;

    @Option(names = "--no-policy", description = "leave out the best policy, which takes half of the time")
    private boolean noPolicy;

    @Option(names = "--html", paramLabel = "FILE", description = "the report")
    private Path html = Path.of("what-if.html");

    @Option(names = "--pictures", paramLabel = "DIRECTORY", description = "write each chart as SVG and PNG there")
    private @Nullable Path pictures;

    /**
     * Runs the program and ends the process.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new WhatIf()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = line().getOut();
        Question question;
        try {
            question = file == null ? ofNumbers() : ofFile(file);
            question.simulation();
            question.journey(question.simulation().spec()).build();
        } catch (InvalidTradesException e) {
            line().getErr().println(e.getMessage());
            return UNUSABLE_FILE;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line(), String.valueOf(e.getMessage()), e);
        }
        Findings findings = Findings.of(question, !noPolicy, step -> {
            out.println(step + " …");
            out.flush();
        });
        Files.writeString(html, Page.of(findings), StandardCharsets.UTF_8);
        out.println("wrote " + html);
        if (pictures != null) {
            Files.createDirectories(pictures);
            for (Findings.Picture picture : findings.pictures()) {
                Files.writeString(
                        pictures.resolve(picture.name() + ".svg"),
                        picture.drawing().svgFile(),
                        StandardCharsets.UTF_8);
                Files.write(
                        pictures.resolve(picture.name() + ".png"),
                        picture.drawing().png());
            }
            out.println("wrote " + findings.pictures().size() + " pictures to " + pictures);
        }
        return 0;
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private Question ofNumbers() {
        if (knownFrom < 1) {
            throw new IllegalArgumentException("--known-from must be at least 1, was " + knownFrom);
        }
        int wins = (int) Math.round(winRate * knownFrom);
        return question(
                "A win rate and a payoff that are known from " + knownFrom + " trades",
                Edge.ofCounts(wins, knownFrom - wins, payoff),
                BernoulliR.of(winRate, payoff),
                winRate,
                payoff,
                -1,
                TradesPerDay.fixed(tradesPerDay == null ? 2 : tradesPerDay));
    }

    private Question ofFile(Path trades) throws IOException {
        TradeFiles reader = TradeFiles.reader();
        try {
            reader = reader.zone(ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--zone must be a time zone such as Europe/Prague, was " + zone, e);
        }
        if (riskPerTrade != null) {
            reader = reader.riskPerTrade(riskPerTrade);
        }
        if (!Files.isReadable(trades) || Files.isDirectory(trades)) {
            throw new IllegalArgumentException("FILE must be a readable file, was " + trades);
        }
        TradeHistory history = reader.read(trades);
        double[] results = history.rMultiples();
        double[] wins = Arrays.stream(results).filter(r -> r > 0).toArray();
        double[] losses = Arrays.stream(results).filter(r -> !(r > 0)).toArray();
        Edge.ofWinRateAndPayoff(results); // refuses a history without a win or without a loss
        TradesPerDay perDay = tradesPerDay == null
                ? TradesPerDay.poisson(history.tradesPerWeekday(TradingDayClock.prague()))
                : TradesPerDay.fixed(tradesPerDay);
        return question(
                results.length + " trades of " + trades.getFileName() + breakEvens(results),
                Edge.ofResults(results),
                history.bootstrap(),
                (double) wins.length / results.length,
                Arrays.stream(wins).average().orElseThrow(),
                Arrays.stream(losses).average().orElseThrow(),
                perDay);
    }

    private static String breakEvens(double[] results) {
        long none = Arrays.stream(results).filter(r -> r == 0).count();
        return none == 0 ? "" : ", " + none + " of which break even and count as losses of 0 R";
    }

    private Question question(
            String source,
            Edge edge,
            OutcomeModel outcomes,
            double share,
            double win,
            double loss,
            TradesPerDay perDay) {
        return new Question(
                source, program(), edge, outcomes, share, win, loss, perDay, risk, attempts, horizon, rate, bestOf,
                trials, seed);
    }

    private Program program() {
        Program chosen = NamedPrograms.of(program, Money.usd(size));
        if (chosen.fee().isEmpty() || chosen.funded().isEmpty()) {
            throw new IllegalArgumentException("--program must be one whose fee and funded account are known, was "
                    + program + ": use the command line's journey, which takes both as options");
        }
        return chosen;
    }
}
