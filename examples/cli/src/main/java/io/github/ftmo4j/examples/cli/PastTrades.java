package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.InvalidTradesException;
import io.github.ftmo4j.sim.history.Remedy;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.file.DateOrder;
import io.github.ftmo4j.sim.history.file.TradeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file of past trades is read. */
final class PastTrades {

    @Option(
            names = "--risk-per-trade",
            paramLabel = "AMOUNT",
            description = "the money that each past trade risked, 1 R, if the file does not say")
    private @Nullable Double riskPerTrade;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "the time zone of times that state none (default: UTC)")
    private @Nullable String zone;

    @Option(names = "--account", paramLabel = "NAME", description = "which account of the file, if it has several")
    private @Nullable String account;

    @Option(
            names = "--profit",
            paramLabel = "BASIS",
            description = "gross or net: whether costs are still to be taken from the profit, if the file does not say")
    private @Nullable String profit;

    @Option(
            names = "--dates",
            paramLabel = "ORDER",
            description = "day-first or month-first, if the file leaves open which of 05/01 it means")
    private @Nullable String dates;

    @Option(
            names = "--time-column",
            paramLabel = "NAME",
            description = "the column of the time; a file of which a column is named is read row by row")
    private @Nullable String timeColumn;

    @Option(names = "--profit-column", paramLabel = "NAME", description = "the column of the profit")
    private @Nullable String profitColumn;

    @Option(names = "--r-column", paramLabel = "NAME", description = "the column of the R-multiple")
    private @Nullable String rColumn;

    @Option(
            names = "--risk-column",
            paramLabel = "NAME",
            description = "the column of the money that the trade risked, 1 R")
    private @Nullable String riskColumn;

    /** What each trade risked, if that is stated. */
    Optional<Double> riskPerTrade() {
        return Optional.ofNullable(riskPerTrade).map(amount -> Flags.above("--risk-per-trade", amount, 0, 1e12));
    }

    /** The flags that were given. */
    @Nullable
    Object[][] given() {
        return new Object[][] {
            {"--risk-per-trade", riskPerTrade},
            {"--zone", zone},
            {"--account", account},
            {"--profit", profit},
            {"--dates", dates},
            {"--time-column", timeColumn},
            {"--profit-column", profitColumn},
            {"--r-column", rColumn},
            {"--risk-column", riskColumn}
        };
    }

    TradeFiles reader() {
        TradeFiles reader = TradeFiles.reader();
        Optional<Double> risk = riskPerTrade();
        if (risk.isPresent()) {
            reader = reader.riskPerTrade(risk.get());
        }
        if (zone != null) {
            reader = reader.zone(zone(zone));
        }
        if (account != null) {
            reader = reader.account(account);
        }
        if (profit != null) {
            Flags.one("--profit", profit, List.of("gross", "net"));
            reader = profit.equals("gross") ? reader.profitIsGross() : reader.profitIsNet();
        }
        if (dates != null) {
            Flags.one("--dates", dates, List.of("day-first", "month-first"));
            reader = reader.dates(dates.equals("day-first") ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST);
        }
        return columns(reader);
    }

    private TradeFiles columns(TradeFiles reader) {
        TradeFiles named = timeColumn == null ? reader : reader.timeColumn(timeColumn);
        named = profitColumn == null ? named : named.profitColumn(profitColumn);
        named = rColumn == null ? named : named.rColumn(rColumn);
        return riskColumn == null ? named : named.riskColumn(riskColumn);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UsageException("--zone must be a time zone such as Europe/Prague, was '" + text + "'", e);
        }
    }

    /** The trades of files. */
    TradeHistory read(String flag, List<Path> files) {
        return read(flag, files, reader());
    }

    static TradeHistory read(String flag, List<Path> files, TradeFiles reader) {
        files.forEach(file -> Flags.file(flag, file));
        try {
            return reader.read(files);
        } catch (InvalidTradesException e) {
            String flags = flags(e.problems());
            throw new RefusedException(
                    flag + " " + e.getMessage() + (flags.isEmpty() ? "" : "; to resolve it, state " + flags), e);
        } catch (IOException e) {
            throw new RefusedException(flag + " " + e.getMessage(), e);
        }
    }

    /** Whether results are R-multiples; they are money if the file does not say what was risked. */
    static boolean inR(TradeHistory history) {
        return history.notes().stream().noneMatch(PastTrades::lacksRisk);
    }

    static boolean lacksRisk(ImportIssue note) {
        return note.remedies().contains(Remedy.RISK_PER_TRADE);
    }

    /** The flags that resolve issues, those that are alternatives joined by "or"; empty if no flag resolves any. */
    static String flags(List<ImportIssue> issues) {
        return ImportIssue.remedies(issues, PastTrades::flag);
    }

    private static Optional<String> flag(Remedy remedy) {
        return switch (remedy) {
            case RISK_PER_TRADE -> Optional.of("--risk-per-trade");
            case ZONE -> Optional.of("--zone");
            case DATE_ORDER -> Optional.of("--dates");
            case GROSS -> Optional.of("--profit gross");
            case NET -> Optional.of("--profit net");
            case ACCOUNT -> Optional.of("--account");
            case TIME_COLUMN -> Optional.of("--time-column");
            case PROFIT_COLUMN -> Optional.of("--profit-column");
            case R_COLUMN -> Optional.of("--r-column");
            case RISK_COLUMN -> Optional.of("--risk-column");
        };
    }
}
