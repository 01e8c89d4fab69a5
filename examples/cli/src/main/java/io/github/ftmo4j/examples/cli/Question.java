package io.github.ftmo4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.InvalidDocumentException;
import io.github.ftmo4j.json.Problem;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.Presets;
import io.github.ftmo4j.sim.Simulation;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.TradePath;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The question: a specification file, or flags. */
final class Question {

    private static final double LARGEST_R = 1_000_000;
    private static final int MOST_TRADES = 500;

    private static final Map<String, Supplier<PositionSizer>> PRESETS = Map.of(
            "conservative", Presets::conservative,
            "balanced", Presets::balanced,
            "aggressive", Presets::aggressive);

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SPEC",
            description = "a specification in JSON, instead of the flags of the question; - reads standard input")
    private @Nullable Path file;

    @Option(names = "--spec", paramLabel = "FILE", description = "the same as SPEC")
    private @Nullable Path spec;

    @Mixin
    private Rules rules = new Rules();

    @Option(names = "--win-rate", paramLabel = "SHARE", description = "how many trades win, from 0 to 1")
    private @Nullable Double winRate;

    @Option(names = "--payoff", paramLabel = "R", description = "what a win earns, in R")
    private @Nullable Double payoff;

    @Option(names = "--loss", paramLabel = "R", description = "what a loss loses, in R (default: 1)")
    private @Nullable Double loss;

    @Option(
            names = "--trades",
            paramLabel = "FILE",
            description = "past trades to draw from, instead of a win rate; repeatable for the files of one account")
    private List<Path> trades = new ArrayList<>();

    @Mixin
    private PastTrades past = new PastTrades();

    @Option(names = "--block", paramLabel = "TRADES", description = "draw past trades in blocks of this mean length")
    private @Nullable Double block;

    @Option(
            names = "--excursions",
            description =
                    "judge trades while they are open, too: the price moves between stop and target; --trades does so"
                            + " where the file has excursions")
    private boolean excursions;

    @Option(
            names = "--path",
            paramLabel = "ORDER",
            description =
                    "of what an open trade reaches: pessimistic (best, then worst), optimistic or closes (only the"
                            + " close counts; default where a trailing floor needs excursions and there are none)")
    private @Nullable String path;

    @Option(
            names = "--trades-per-day",
            paramLabel = "NUMBER",
            description = "a number, or poisson:MEAN (default: 4; with --trades Poisson with the mean of the history)")
    private @Nullable String tradesPerDay;

    @Option(
            names = "--risk",
            paramLabel = "SHARE",
            description = "what each trade risks, above 0 and at most 0.2; 0.01 for 1 %% (default: 0.01)")
    private @Nullable Double risk;

    @Option(names = "--risk-base", paramLabel = "BASE", description = "of what: balance, initial or equity")
    private @Nullable String riskBase;

    @Option(
            names = "--sizing",
            paramLabel = "PRESET",
            description = "conservative, balanced or aggressive, instead of a fixed risk")
    private @Nullable String sizing;

    @Option(names = "--accounts", paramLabel = "NUMBER", description = "parallel accounts, 1 to 1000 (default: 1)")
    private @Nullable Integer accounts;

    @Option(
            names = "--dependence",
            paramLabel = "KIND",
            description = "of parallel accounts: independent, copied, correlated:0.6 or common-shocks:0.5"
                    + " (default: independent)")
    private @Nullable String dependence;

    @Option(
            names = "--abandon-after",
            paramLabel = "DAYS",
            description = "give up after so many trading days of a phase (default: 365)")
    private @Nullable Integer abandonAfter;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    // standard input can be read once only, and past trades may be many
    private @Nullable SimulationSpec asked;
    private @Nullable TradeHistory history;

    /** The specification; what states it is read once. */
    SimulationSpec spec() {
        if (asked == null) {
            asked = stated();
        }
        return asked;
    }

    private SimulationSpec stated() {
        Optional<Path> document = document();
        if (document.isPresent()) {
            return read(document.get(), Document.simulation());
        }
        Program program = rules.program();
        OutcomeModel outcomes = outcomes();
        return Flags.checked(
                "the question",
                "is refused",
                () -> Simulation.of(program)
                        .trades(outcomes)
                        .tradesPerDay(tradesPerDay(program))
                        .sizing(sizer())
                        .tradingPlan(plan())
                        .path(path(program, outcomes))
                        .accounts(
                                (int) Flags.within("--accounts", accounts == null ? 1 : accounts, 1, 1_000),
                                dependence())
                        .spec());
    }

    /** Whether trades are stated, and not only a program. */
    boolean statesTrades() {
        boolean states = document().isPresent() || winRate != null || payoff != null || !trades.isEmpty();
        if (!states) {
            note("no trades are stated", ofTrading().toArray(String[]::new));
        }
        return states;
    }

    /** Says that flags have no effect, those of them that were given. */
    void note(String reason, String... flags) {
        Flags.note(Objects.requireNonNull(command), reason, flags);
    }

    /** The file that holds the question; none if flags state it. */
    private Optional<Path> document() {
        if (file != null && spec != null) {
            throw new UsageException("--spec must not be given beside SPEC, was '" + spec + "' beside '" + file + "'");
        }
        Optional<Path> document = Optional.ofNullable(file == null ? spec : file);
        List<String> given = given();
        if (document.isPresent() && !given.isEmpty()) {
            throw new UsageException(given.get(0) + " must not be given beside the specification '" + document.get()
                    + "', which states it");
        }
        return document;
    }

    private List<String> given() {
        List<String> given = new ArrayList<>(rules.given());
        given.addAll(ofTrading());
        return given;
    }

    private List<String> ofTrading() {
        Object[][] flags = {
            {"--win-rate", winRate},
            {"--payoff", payoff},
            {"--loss", loss},
            {"--trades", trades.isEmpty() ? null : trades},
            {"--block", block},
            {"--excursions", excursions ? true : null},
            {"--path", path},
            {"--trades-per-day", tradesPerDay},
            {"--risk", risk},
            {"--risk-base", riskBase},
            {"--sizing", sizing},
            {"--accounts", accounts},
            {"--dependence", dependence},
            {"--abandon-after", abandonAfter}
        };
        List<String> given = new ArrayList<>(Rules.given(flags));
        given.addAll(Rules.given(past.given()));
        return given;
    }

    static <T> T read(Path file, Document<T> document) {
        try {
            return document.read(node(file));
        } catch (InvalidDocumentException e) {
            throw new UsageException(
                    "SPEC " + file + " is not a valid document: "
                            + e.problems().stream().map(Problem::toString).collect(Collectors.joining("; ")),
                    e);
        }
    }

    private static JsonNode node(Path file) {
        try {
            boolean standardInput = file.toString().equals("-");
            return Document.parse(
                    standardInput
                            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            : Files.readString(Flags.file("SPEC", file)));
        } catch (CharacterCodingException e) {
            throw new UsageException("SPEC must be a file in UTF-8, was '" + file + "'", e);
        } catch (IOException e) {
            throw new RefusedException("SPEC cannot be read: " + e.getMessage(), e);
        }
    }

    /** The program. */
    Program program() {
        return document().isPresent() ? spec().program() : rules.program();
    }

    private OutcomeModel outcomes() {
        if (!trades.isEmpty()) {
            refuseBeside(
                    "--trades",
                    "--win-rate",
                    winRate,
                    "--payoff",
                    payoff,
                    "--loss",
                    loss,
                    "--excursions",
                    excursions ? true : null);
            Bootstrap drawn = history().bootstrap();
            return block == null ? drawn : drawn.withMeanBlock(Flags.within("--block", block, 1, 1e9));
        }
        refuseBeside("--win-rate", "--block", block);
        Arrays.stream(past.given()).forEach(flag -> refuseBeside("--win-rate", flag));
        if (winRate == null || payoff == null) {
            throw new UsageException("--win-rate and --payoff, or --trades, must be given");
        }
        BernoulliR results = new BernoulliR(
                Flags.within("--win-rate", winRate, 0, 1),
                Flags.above("--payoff", payoff, 0, LARGEST_R),
                -Flags.above("--loss", loss == null ? 1 : loss, 0, LARGEST_R));
        return excursions
                ? Flags.checked("--excursions", "are refused", () -> (OutcomeModel) results.withExcursions())
                : results;
    }

    /** A floor that trails the equity within a day follows the closes where nothing is known of open trades. */
    private TradePath path(Program program, OutcomeModel outcomes) {
        if (path == null) {
            boolean blind = !outcomes.hasExcursions()
                    && program.phases().stream()
                            .anyMatch(
                                    phase -> phase.maximumLoss().reference() == MaximumLoss.Reference.INTRADAY_EQUITY);
            return blind ? TradePath.CLOSES_ONLY : TradePath.PESSIMISTIC;
        }
        Flags.one("--path", path, List.of("pessimistic", "optimistic", "closes"));
        if (!outcomes.hasExcursions()) {
            note("trades have no excursions; --excursions gives them some", "--path");
        }
        return switch (path) {
            case "optimistic" -> TradePath.OPTIMISTIC;
            case "closes" -> TradePath.CLOSES_ONLY;
            default -> TradePath.PESSIMISTIC;
        };
    }

    private static void refuseBeside(String flag, @Nullable Object... others) {
        for (int i = 0; i < others.length; i += 2) {
            if (others[i + 1] != null) {
                throw new UsageException(others[i] + " must not be given beside " + flag + ", was " + others[i + 1]);
            }
        }
    }

    private TradeHistory history() {
        if (history == null) {
            history = past.read("--trades", trades);
        }
        return history;
    }

    private TradesPerDay tradesPerDay(Program program) {
        if (tradesPerDay == null) {
            return trades.isEmpty()
                    ? TradesPerDay.fixed(4)
                    : TradesPerDay.poisson(Math.min(MOST_TRADES, history().tradesPerWeekday(program.clock())));
        }
        String poisson = "poisson:";
        return tradesPerDay.startsWith(poisson)
                ? TradesPerDay.poisson(Flags.above(
                        "--trades-per-day poisson",
                        Flags.number("--trades-per-day poisson", tradesPerDay.substring(poisson.length())),
                        0,
                        MOST_TRADES))
                : TradesPerDay.fixed(Flags.whole("--trades-per-day", tradesPerDay, 1, TradesPerDay.MOST));
    }

    private PositionSizer sizer() {
        if (sizing != null) {
            refuseBeside("--sizing", "--risk", risk, "--risk-base", riskBase);
            Flags.one("--sizing", sizing, PRESETS.keySet().stream().sorted().toList());
            return Objects.requireNonNull(PRESETS.get(sizing)).get();
        }
        double share = Flags.above("--risk", risk == null ? 0.01 : risk, 0, Fraction.LARGEST_RISK);
        return PositionSizer.of(new FixedFractional(share, riskBase().orElse(RiskBase.BALANCE)));
    }

    /** Of what the risk is a share, if that is stated. */
    Optional<RiskBase> riskBase() {
        if (riskBase == null) {
            return Optional.empty();
        }
        Flags.one("--risk-base", riskBase, List.of("balance", "initial", "equity"));
        return Optional.of(
                switch (riskBase) {
                    case "initial" -> RiskBase.INITIAL_BALANCE;
                    case "equity" -> RiskBase.EQUITY;
                    default -> RiskBase.BALANCE;
                });
    }

    private TradingPlan plan() {
        return abandonAfter == null
                ? TradingPlan.standard()
                : TradingPlan.standard()
                        .withAbandonAfter((int) Flags.within("--abandon-after", abandonAfter, 1, 100_000));
    }

    private Dependence dependence() {
        String kind = dependence == null ? "independent" : dependence;
        if (accounts == null) {
            note("there is one account; --accounts states more", "--dependence");
        }
        String[] parts = kind.split(":", 2);
        return switch (parts[0] + (parts.length == 2 ? ":" : "")) {
            case "independent" -> Dependence.independent();
            case "copied" -> Dependence.copied();
            case "correlated:" -> Dependence.correlated(share("--dependence correlated", parts[1]));
            case "common-shocks:" -> Dependence.commonShocks(share("--dependence common-shocks", parts[1]));
            default ->
                throw new UsageException("--dependence must be independent, copied, correlated:SHARE or"
                        + " common-shocks:SHARE, was '" + kind + "'");
        };
    }

    private static double share(String flag, String text) {
        return Flags.within(flag, Flags.number(flag, text), 0, 1);
    }
}
