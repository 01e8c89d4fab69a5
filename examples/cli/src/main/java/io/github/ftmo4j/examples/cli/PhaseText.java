package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.TimeLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A phase as {@code --phase} states it: {@code target=0.08,max=0.10,daily=0.05}. */
final class PhaseText {

    static final List<String> KEYS = List.of(
            "name",
            "target",
            "max",
            "max-mode",
            "lock",
            "daily",
            "daily-of",
            "daily-anchor",
            "daily-effect",
            "daily-judged",
            "best-day",
            "best-day-of",
            "min-days",
            "time-limit");

    private static final Map<String, MaximumLoss.Reference> MODES = Map.of(
            "static", MaximumLoss.Reference.INITIAL_BALANCE,
            "eod", MaximumLoss.Reference.START_OF_DAY_BALANCE,
            "closed", MaximumLoss.Reference.CLOSED_BALANCE,
            "intraday", MaximumLoss.Reference.INTRADAY_EQUITY);

    private static final Map<String, DailyLoss.Anchor> ANCHORS = Map.of(
            "balance", DailyLoss.Anchor.BALANCE,
            "equity", DailyLoss.Anchor.EQUITY,
            "higher", DailyLoss.Anchor.HIGHER);

    private static final Map<String, BestDay.Measure> MEASURES = Map.of(
            "net", BestDay.Measure.NET_PROFIT,
            "profitable", BestDay.Measure.PROFITABLE_DAYS,
            "target", BestDay.Measure.PROFIT_TARGET);

    private static final double SMALLEST_LIMIT = 0.001;
    private static final int MOST_DAYS = 100_000;

    private final Money size;
    private final Map<String, String> values;

    private PhaseText(Money size, Map<String, String> values) {
        this.size = size;
        this.values = values;
    }

    static Phase phase(String text, int number, Money size) {
        Map<String, String> values = values(text);
        if (!values.containsKey("max")) {
            throw new UsageException("--phase must state max, the maximum loss, was '" + text + "'");
        }
        return Flags.checked("--phase", "'" + text + "'", () -> new PhaseText(size, values).build(number));
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part.strip() : part.substring(0, equals).strip();
            if (equals < 0 || !KEYS.contains(key)) {
                throw new UsageException("--phase must be a list of key=value with the keys " + String.join(", ", KEYS)
                        + ", was '" + part + "' in '" + text + "'");
            }
            String value = part.substring(equals + 1).strip();
            if (value.isEmpty()) {
                throw new UsageException("--phase must state a value of " + key + ", was '" + text + "'");
            }
            if (values.put(key, value) != null) {
                throw new UsageException("--phase must state " + key + " once, was '" + text + "'");
            }
        }
        return values;
    }

    private Phase build(int number) {
        Phase.Builder phase = Phase.builder(values.getOrDefault("name", "Phase " + number), size)
                .maximumLoss(maximumLoss());
        limit("target").ifPresentOrElse(phase::profitTarget, phase::noProfitTarget);
        dailyLoss().ifPresentOrElse(phase::dailyLoss, phase::noDailyLoss);
        with(
                "best-day",
                share -> phase.bestDay(new BestDay(
                        Flags.above("--phase best-day", Flags.number("--phase best-day", share), 0, 1),
                        choice("best-day-of", MEASURES, "net"))));
        with("min-days", days -> phase.minimumTradingDays(Flags.whole("--phase min-days", days, 0, MOST_DAYS)));
        with("time-limit", days -> phase.timeLimit(timeLimit("--phase time-limit", days)));
        requireWith("daily-of", "daily");
        requireWith("daily-anchor", "daily");
        requireWith("daily-effect", "daily");
        requireWith("daily-judged", "daily");
        requireWith("best-day-of", "best-day");
        return phase.build();
    }

    /** A number of trading days, from Monday to Friday, or of calendar days: {@code 30} or {@code 30-calendar}. */
    static TimeLimit timeLimit(String flag, String text) {
        String calendar = "-calendar";
        return text.endsWith(calendar)
                ? TimeLimit.calendarDays(
                        Flags.whole(flag, text.substring(0, text.length() - calendar.length()), 1, MOST_DAYS))
                : TimeLimit.weekdays(Flags.whole(flag, text, 1, MOST_DAYS));
    }

    private MaximumLoss maximumLoss() {
        MaximumLoss loss = MaximumLoss.trailing(limit("max").orElseThrow(), choice("max-mode", MODES, "static"));
        String lock = values.get("lock");
        return lock == null ? loss : loss.lockedAbove(amount("lock", lock));
    }

    private Optional<DailyLoss> dailyLoss() {
        return limit("daily").map(limit -> {
            boolean ofDay = choice("daily-of", Map.of("initial", false, "day", true), "initial");
            DailyLoss daily = DailyLoss.of(ofDay ? ofDay(limit) : limit)
                    .anchoredAt(choice("daily-anchor", ANCHORS, "balance"))
                    .judged(choice(
                            "daily-judged",
                            Map.of(
                                    "instant", DailyLoss.Judged.ANY_INSTANT,
                                    "close", DailyLoss.Judged.AT_CLOSE),
                            "instant"));
            return choice("daily-effect", Map.of("fail", false, "pause", true), "fail") ? daily.pausing() : daily;
        });
    }

    private Limit ofDay(Limit limit) {
        if (limit instanceof Limit.ShareOfInitial share) {
            return Limit.ofReference(share.fraction());
        }
        throw new UsageException(
                "--phase daily must be a share up to 1 beside daily-of=day, was " + values.get("daily"));
    }

    /** A share of the initial balance up to 1, an amount of money above, which is not a percentage by mistake. */
    private Optional<Limit> limit(String key) {
        String text = values.get(key);
        if (text == null) {
            return Optional.empty();
        }
        String flag = "--phase " + key;
        double value = Flags.above(flag, Flags.number(flag, text), 0, 1e12);
        if (value <= 1) {
            return Optional.of(Limit.ofInitial(value));
        }
        Money least = size.share(SMALLEST_LIMIT);
        Money amount = amount(key, text);
        if (amount.compareTo(least) < 0) {
            throw new UsageException(flag + " must be a share up to 1, such as 0.08 for 8 %, or an amount of at least "
                    + least + ", was " + text);
        }
        return Optional.of(Limit.amount(amount));
    }

    private Money amount(String key, String text) {
        double value = Flags.within("--phase " + key, Flags.number("--phase " + key, text), 0, 1e12);
        return value > 0 && value <= 1
                ? size.share(value)
                : Flags.money("--phase " + key, text, size.currency().getCurrencyCode());
    }

    private <T> T choice(String key, Map<String, T> choices, String otherwise) {
        String text = values.getOrDefault(key, otherwise);
        Flags.one("--phase " + key, text, choices.keySet().stream().sorted().toList());
        return Objects.requireNonNull(choices.get(text));
    }

    private void with(String key, Consumer<String> use) {
        Optional.ofNullable(values.get(key)).ifPresent(use);
    }

    private void requireWith(String key, String other) {
        if (values.containsKey(key) && !values.containsKey(other)) {
            throw new UsageException("--phase must state " + other + " beside " + key + ", was " + key + " alone");
        }
    }
}
