package io.github.ftmo4j.sim.history.file;

import io.github.ftmo4j.sim.history.ClosedTrade;
import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.Remedy;
import io.github.ftmo4j.sim.history.TradeHistory;
import io.github.ftmo4j.sim.history.TradeSource;
import io.github.ftmo4j.sim.history.TradeSource.StatedTotal;
import io.github.ftmo4j.sim.outcome.Excursions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a history of what was read: joins parts, leaves repetitions and copies out, and divides by the risk. */
final class Assembly {

    private static final Duration LAG_OF_A_COPY = Duration.ofSeconds(5);
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final Settings settings;
    private final Findings findings;
    /** Whether results are divided by no risk. */
    private boolean inMoney;

    private final List<String> formats = new ArrayList<>();
    private final List<List<Leg>> files = new ArrayList<>();
    private final List<Optional<StatedTotal>> totals = new ArrayList<>();

    Assembly(Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /** Adds what a file has. */
    void add(String format, List<Leg> legs, Optional<StatedSum> stated) {
        List<Leg> once = withoutRepetitions(legs);
        formats.add(format);
        totals.add(stated.map(sum -> compare(sum, once)));
        files.add(once);
    }

    private StatedTotal compare(StatedSum stated, List<Leg> legs) {
        BigDecimal sum = sum(legs, Leg::profit);
        BigDecimal difference = sum.subtract(stated.amount()).abs().setScale(2, RoundingMode.HALF_UP);
        boolean agrees = difference.compareTo(CENT.multiply(BigDecimal.valueOf(legs.size()))) <= 0;
        if (difference.signum() != 0) {
            findings.note(
                    0,
                    "",
                    "the file's own " + stated.name() + " is "
                            + stated.amount().toPlainString() + ", but the profit of its trades is " + money(sum)
                            + (agrees
                                    ? ", which is no more than a cent a close and may be rounding"
                                    : ": look for what is missing or counts twice"));
        }
        return new StatedTotal(stated.name(), stated.amount(), agrees);
    }

    private static BigDecimal sum(Collection<Leg> legs, Function<Leg, BigDecimal> amount) {
        return legs.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** With cents, and more digits only where they are not zero. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }

    private static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** What makes two legs the same. */
    private record Identity(
            String number,
            String account,
            String symbol,
            String side,
            Instant opened,
            @Nullable Instant closed,
            BigDecimal profit,
            double r) {
        static Identity of(Leg leg) {
            return new Identity(
                    leg.number(),
                    leg.account(),
                    leg.symbol(),
                    leg.side(),
                    leg.opened(),
                    leg.closed(),
                    leg.profit(),
                    leg.r());
        }
    }

    private List<Leg> withoutRepetitions(List<Leg> legs) {
        Set<Identity> numbered = new HashSet<>();
        Map<String, Long> whole = new HashMap<>();
        List<Leg> once = new ArrayList<>();
        for (Leg leg : legs) {
            if (!leg.number().isEmpty() && !numbered.add(Identity.of(leg))) {
                findings.count(
                        leg.line(),
                        "",
                        "row with number, time and result of an earlier row, which counts once",
                        "rows with number, time and result of earlier rows, which count once");
                continue;
            }
            if (leg.number().isEmpty() && whole.putIfAbsent(leg.text(), leg.line()) != null) {
                findings.count(
                        leg.line(),
                        "",
                        "row with all cells of an earlier row, which counts again: remove it if the file holds trades twice",
                        "rows with all cells of earlier rows, which count again: remove them if the file holds trades"
                                + " twice");
            }
            once.add(leg);
        }
        return once;
    }

    /** The legs of all files, each trade once. */
    private List<Leg> merged() {
        if (files.size() == 1) {
            return files.get(0);
        }
        List<Leg> merged = new ArrayList<>();
        Map<Identity, Integer> former = new HashMap<>();
        int repeated = 0;
        for (int file = 0; file < files.size(); file++) {
            Map<Identity, Integer> here = new HashMap<>();
            for (Leg leg : files.get(file)) {
                Identity identity = Identity.of(leg);
                int number = here.merge(identity, 1, Integer::sum);
                if (number <= former.getOrDefault(identity, 0)) {
                    repeated++;
                } else {
                    // parts of positions are numbered file by file
                    String position = leg.position();
                    boolean counted = position.startsWith("fills ");
                    merged.add(counted ? leg.position(file + " " + position) : leg);
                }
            }
            here.forEach((identity, count) -> former.merge(identity, count, Math::max));
        }
        if (repeated > 0) {
            findings.note(
                    0,
                    "",
                    repeated + (repeated == 1 ? " trade stands" : " trades stand")
                            + " in more than one file and "
                            + (repeated == 1 ? "counts" : "count") + " once");
        }
        return merged;
    }

    /** A trade, made of the legs of a position. */
    private record Trade(List<Leg> legs) {

        Leg first() {
            return legs.get(0);
        }

        Instant opened() {
            return legs.stream().map(Leg::opened).min(Comparator.naturalOrder()).orElseThrow();
        }

        Optional<Instant> closed() {
            return legs.stream().anyMatch(leg -> leg.closed() == null)
                    ? Optional.empty()
                    : legs.stream()
                            .flatMap(leg -> Stream.ofNullable(leg.closed()))
                            .max(Comparator.naturalOrder());
        }

        BigDecimal profit() {
            return sum(legs, Leg::profit);
        }
    }

    private List<Trade> trades(List<Leg> legs) {
        Map<Object, List<Leg>> byPosition = new LinkedHashMap<>();
        for (Leg leg : legs) {
            if (leg.position().isEmpty()) {
                byPosition.put(leg, List.of(leg));
            } else {
                String position = leg.account() + "|" + leg.position();
                byPosition.computeIfAbsent(position, key -> new ArrayList<>(1)).add(leg);
            }
        }
        List<Trade> trades = byPosition.values().stream().map(Trade::new).toList();
        trades.stream()
                .filter(trade -> trade.legs().size() > 1)
                .forEach(trade -> findings.count(
                        trade.legs().get(1).line(),
                        "",
                        "position that was closed in parts and is one trade",
                        "positions that were closed in parts, each of which is one trade"));
        return trades;
    }

    /** The trades without those of an account that repeat what another account did. */
    private List<Trade> withoutCopies(List<Trade> trades) {
        Set<String> accounts =
                trades.stream().map(trade -> trade.first().account()).collect(Collectors.toCollection(TreeSet::new));
        if (accounts.size() < 2) {
            return trades;
        }
        List<Trade> ordered = new ArrayList<>(trades);
        ordered.sort(Comparator.comparing(Trade::opened));
        Set<Trade> copies = Collections.newSetFromMap(new IdentityHashMap<>());
        IdentityHashMap<Trade, Set<String>> copiedTo = new IdentityHashMap<>();
        for (int i = 0; i < ordered.size(); i++) {
            Trade trade = ordered.get(i);
            for (int j = i - 1; j >= 0 && isNear(ordered.get(j).opened(), trade.opened()); j--) {
                Trade original = ordered.get(j);
                String account = trade.first().account();
                if (!copies.contains(original)
                        && isCopy(original, trade)
                        && copiedTo.computeIfAbsent(original, key -> new HashSet<>())
                                .add(account)) {
                    copies.add(trade);
                    break;
                }
            }
        }
        if (!copies.isEmpty()) {
            findings.note(
                    0,
                    "",
                    "the file has the accounts " + String.join(", ", accounts) + ", and "
                            + (copies.size() == 1 ? "1 trade is a copy" : copies.size() + " trades are copies")
                            + " of another account's at the same time, left out; state an account to read one only",
                    Remedy.ACCOUNT);
        }
        return trades.stream().filter(trade -> !copies.contains(trade)).toList();
    }

    private static boolean isNear(Instant one, Instant two) {
        return Duration.between(one, two).abs().compareTo(LAG_OF_A_COPY) <= 0;
    }

    private static boolean isCopy(Trade one, Trade two) {
        return !one.first().account().equals(two.first().account())
                && one.first().symbol().equals(two.first().symbol())
                && one.first().side().equals(two.first().side())
                && one.closed().isPresent()
                && two.closed().isPresent()
                && isNear(one.closed().get(), two.closed().get());
    }

    /** The history; none if there are problems, or no trades. */
    Optional<TradeHistory> history() {
        List<Leg> legs = merged();
        if (settings.account().isPresent()) {
            Set<String> accounts = legs.stream().map(Leg::account).collect(Collectors.toCollection(TreeSet::new));
            String account = settings.account().get();
            legs = legs.stream().filter(leg -> leg.account().equals(account)).toList();
            if (legs.isEmpty()) {
                String none = "there are no trades of the account " + account + "; ";
                if (accounts.equals(Set.of(""))) {
                    findings.problem(0, "", none + "the file names no account");
                } else {
                    findings.problem(0, "", none + "the accounts are " + String.join(", ", accounts), Remedy.ACCOUNT);
                }
            }
        }
        List<Trade> trades = withoutCopies(trades(legs));
        List<ClosedTrade> closed = new ArrayList<>();
        boolean riskKnown = legs.stream().noneMatch(leg -> Double.isNaN(leg.r()) && Double.isNaN(leg.risk()))
                || settings.riskPerTrade().isPresent();
        List<Leg> kept = trades.stream().flatMap(trade -> trade.legs().stream()).toList();
        BigDecimal profit = sum(kept, Leg::profit);
        inMoney = !riskKnown && settings.profitIsEnough();
        if (inMoney) {
            findings.note(
                    0,
                    "",
                    "the file does not say what was risked, so that the results are money and no R-multiples",
                    Remedy.RISK_PER_TRADE);
        } else if (!riskKnown && !findings.hasProblems()) {
            findings.problem(
                    0,
                    "",
                    String.join(" and ", new TreeSet<>(formats)) + ": states the profit ("
                            + (trades.size() == 1 ? "1 trade, " : trades.size() + " trades, ") + money(profit)
                            + ") but not what was risked, and R-multiples cannot be guessed from profit alone; state a"
                            + " constant risk per trade in the currency of the profit, or add a column Risk with the money"
                            + " risked on each trade",
                    Remedy.RISK_PER_TRADE);
        }
        if (findings.hasProblems()) {
            return Optional.empty();
        }
        trades.forEach(trade -> closedTrade(trade).ifPresent(closed::add));
        if (closed.isEmpty() || findings.hasProblems()) {
            return Optional.empty();
        }
        if (closed.get(0).at().isAfter(closed.get(closed.size() - 1).at())) {
            // the newest comes first, so that trades of one instant are in reverse order too
            Collections.reverse(closed);
        }
        List<ImportIssue> notes = new ArrayList<>(findings.notes());
        notes.sort(Comparator.comparingLong(ImportIssue::line));
        boolean money = kept.stream().anyMatch(leg -> Double.isNaN(leg.r()));
        TradeSource source = new TradeSource(
                String.join(" and ", new TreeSet<>(formats)),
                kept.size(),
                money ? Optional.of(plain(profit)) : Optional.empty(),
                plain(sum(kept, Leg::costs)),
                total());
        return Optional.of(TradeHistory.of(closed, notes, source));
    }

    private Optional<StatedTotal> total() {
        if (totals.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return totals.stream()
                .flatMap(Optional::stream)
                .reduce((one, two) ->
                        new StatedTotal(one.name(), one.amount().add(two.amount()), one.agrees() && two.agrees()));
    }

    private Optional<ClosedTrade> closedTrade(Trade trade) {
        Leg first = trade.first();
        if (!Double.isNaN(first.r())) {
            return Optional.of(new ClosedTrade(first.opened(), first.r(), trade.closed(), Optional.empty()));
        }
        double stated = trade.legs().stream().mapToDouble(Leg::risk).sum();
        double risk =
                inMoney ? 1 : Double.isNaN(stated) ? settings.riskPerTrade().orElseThrow() : stated;
        double r = trade.profit().doubleValue() / risk;
        if (!Double.isFinite(r)) {
            findings.problem(first.line(), "", "has a profit too large for a risk of " + risk);
            return Optional.empty();
        }
        return Optional.of(new ClosedTrade(trade.opened(), r, trade.closed(), excursions(trade, r, risk)));
    }

    private Optional<Excursions> excursions(Trade trade, double r, double risk) {
        double low = 0 - trade.legs().stream().mapToDouble(Leg::adverse).sum() / risk;
        double high = trade.legs().stream().mapToDouble(Leg::favourable).sum() / risk;
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            return Optional.empty();
        }
        Excursions stated = new Excursions(low, high);
        if (!stated.enclose(r)) {
            findings.count(
                    trade.first().line(),
                    "",
                    "trade with a result beyond the excursions, which were extended to it",
                    "trades with a result beyond the excursions, which were extended to it");
        }
        return Optional.of(stated.enclosing(r));
    }
}
