package io.github.ftmo4j.examples.open;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.file.TradeFiles;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.TradePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows in one table what open trades, positions held together and similar accounts do to the odds. */
@Command(
        name = "open-trades",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        header = "What open trades, positions held together and similar accounts do to the odds.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the table was printed", "1:the trades could not be read", "2:the arguments are wrong"})
public final class OpenTrades implements Callable<Integer> {

    /** Each trade with its largest floating loss and profit. */
    static final String ES = "tradingview-list-of-trades-es.csv";

    /** The closed positions of a test of an expert advisor, with their times and profits, without excursions. */
    static final String GOLD = "metatrader-5-tester-xauusd.csv";

    private static final double GOLD_RISK = 20;

    private static final double[] RISKS = {0.005, 0.01, 0.02};
    private static final int ACCOUNTS = 3;

    /** Above this a trial is long, and a tenth of the trials must do. */
    private static final double MANY_A_DAY = 20;

    /** What a history without excursions does not show. */
    private static final String UNKNOWN = "–";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--trials",
            paramLabel = "NUMBER",
            description = "trials of each figure; a tenth where a day has more than 20 trades")
    private int trials = 100_000;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "the seed of the random numbers")
    private long seed = 42;

    @Option(
            names = "--trades",
            paramLabel = "FILE",
            description = "a CSV in place of the exports that come with the program")
    private @Nullable Path trades;

    @Option(names = "--risk-per-trade", paramLabel = "AMOUNT", description = "what each trade of the file risked")
    private double riskPerTrade = 1_000;

    /** A trader: a name, what trades earn, how many there are a day, and how many trials the figures take. */
    private record Trader(String name, OutcomeModel trades, TradesPerDay perDay, int trials) {}

    /**
     * Runs the program and ends the process.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new OpenTrades()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (trials < 1) {
            throw new ParameterException(line, "--trials must be at least 1, was " + trials);
        }
        if (!(riskPerTrade > 0)) {
            throw new ParameterException(line, "--risk-per-trade must be above 0, was " + riskPerTrade);
        }
        Program twoStep = Programs.ftmoTwoStep(usd(100_000));
        Program oneStep = Programs.ftmoOneStep(usd(100_000));
        Trader stated =
                new Trader("45 % win 1.5 R", BernoulliR.of(0.45, 1.5).withExcursions(), TradesPerDay.fixed(4), trials);
        List<Trader> traders = new ArrayList<>(List.of(stated));
        Path file = trades;
        if (file == null) {
            traders.add(past("ES", export(ES, 1_000), twoStep));
            traders.add(past("gold", export(GOLD, GOLD_RISK), twoStep));
        } else {
            traders.add(
                    past("past", TradeFiles.reader().riskPerTrade(riskPerTrade).read(file), twoStep));
        }
        PrintWriter out = line.getOut();
        out.println("| program | trader | risk | closes only | open trades seen | two at once"
                + " | 1 of 3, independent | correlated 0.6 | alike |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (Trader trader : traders) {
            for (Program program : List.of(twoStep, oneStep)) {
                for (double risk : RISKS) {
                    out.println(row(program, trader, risk));
                    out.flush();
                }
            }
        }
        return 0;
    }

    private static TradeHistory export(String name, double riskPerTrade) throws IOException {
        try (InputStream export = OpenTrades.class.getResourceAsStream(name)) {
            return TradeFiles.reader()
                    .riskPerTrade(riskPerTrade)
                    .profitIsNet()
                    .read(new InputStreamReader(Objects.requireNonNull(export, name), StandardCharsets.UTF_8), name);
        }
    }

    private Trader past(String name, TradeHistory history, Program program) {
        double perDay = history.tradesPerWeekday(program.clock());
        return new Trader(
                history.size() + " " + name + " trades",
                history.bootstrap(),
                TradesPerDay.poisson(perDay),
                perDay > MANY_A_DAY ? Math.max(1, trials / 10) : trials);
    }

    private String row(Program program, Trader trader, double risk) {
        Simulation.Builder challenge = Simulation.of(program)
                .trades(trader.trades())
                .tradesPerDay(trader.perDay())
                .sizing(PositionSizer.of(FixedFractional.ofInitialBalance(risk)))
                .trials(trader.trials())
                .seed(seed);
        String closes = pass(challenge.path(TradePath.CLOSES_ONLY));
        String open = UNKNOWN;
        String two = UNKNOWN;
        if (trader.trades().hasExcursions()) {
            open = pass(challenge.path(TradePath.PESSIMISTIC));
            two = pass(challenge.atOnce(2, 0.5));
            challenge.atOnce(1, 0);
        }
        return Stream.of(
                        program.name().replaceAll(",.*", ""),
                        trader.name(),
                        percent(risk),
                        closes,
                        open,
                        two,
                        atLeastOne(challenge, Dependence.correlated(0)),
                        atLeastOne(challenge, Dependence.correlated(0.6)),
                        atLeastOne(challenge, Dependence.correlated(1)))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String pass(Simulation.Builder challenge) {
        return percent(challenge.build().run().pass().value());
    }

    private static String atLeastOne(Simulation.Builder challenge, Dependence dependence) {
        return percent(challenge
                .accounts(ACCOUNTS, dependence)
                .build()
                .run()
                .passes()
                .atLeast(1)
                .value());
    }
}
