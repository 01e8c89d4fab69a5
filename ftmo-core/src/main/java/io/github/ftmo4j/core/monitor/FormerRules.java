package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Lock;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The rules as journals of version 0 hold them: as the texts that the records of that time had. The forms are written
 * out here and do not follow the records.
 */
final class FormerRules {

    /**
     * The names of all components of that time, as {@link JournalRules} writes them. A component that is added later
     * needs a name that is not among them.
     */
    private static final Set<String> COMPONENTS = Set.of(
            "name",
            "currency",
            "initialBalance",
            "profitTarget",
            "shareOfInitial",
            "shareOfReference",
            "amount",
            "maximumLoss",
            "limit",
            "reference",
            "lock",
            "aboveInitial",
            "trigger",
            "payout",
            "dailyLoss",
            "anchor",
            "judged",
            "effect",
            "floatingLoss",
            "bestDay",
            "share",
            "measure",
            "tradingDays",
            "minimum",
            "counted",
            "profit",
            "timeLimit",
            "days",
            "count",
            "inactivity",
            "withoutTrade",
            "deepLoss",
            "loss",
            "breachTest",
            "restrictions",
            "stopRequired",
            "newsWindow",
            "before",
            "after",
            "flatBefore",
            "sanction");

    private FormerRules() {}

    /**
     * Checks that a journal was begun under the rules that are given now.
     *
     * @throws RuntimeException that names the first component that differs
     */
    static void requireSame(Phase phase, TradingDayClock clock, JsonObject begun) {
        requireKnown(JournalRules.fields(phase), begun);
        requireSame(components(phase), begun);
        String expected = "TradingDayClock[zone=" + clock.zone().getId() + ", offset=" + clock.offset() + "]";
        if (!begun.text("clock").equals(expected)) {
            throw begun.invalid("clock", "must be " + expected + ", was " + begun.text("clock"));
        }
    }

    private static void requireSame(Map<String, String> components, JsonObject begun) {
        String rules = begun.text("rules");
        List<String> names = List.copyOf(components.keySet());
        StringBuilder same = new StringBuilder("Phase[name=");
        for (int i = 0; i < names.size(); i++) {
            String value = components.get(names.get(i));
            // with what comes next, for a value may begin with another
            same.append(value).append(i + 1 < names.size() ? ", " + names.get(i + 1) + "=" : "]");
            if (!rules.startsWith(same.toString())) {
                throw begun.invalid("rules", "must have " + names.get(i) + "=" + value + ", was " + rules);
            }
        }
        if (rules.length() != same.length()) {
            throw begun.invalid("rules", "must be " + same + ", was " + rules);
        }
    }

    /** A component that was added later must have its default, which is the rule of that time. */
    private static void requireKnown(JsonObject fields, JsonObject begun) {
        for (String name : fields.names()) {
            if (!COMPONENTS.contains(name)) {
                throw begun.invalid("rules", "must have " + name + ", which was added after the journal was begun");
            }
            if (fields.value(name) instanceof JsonObject inner) {
                requireKnown(inner, begun);
            }
        }
    }

    private static Map<String, String> components(Phase phase) {
        Map<String, String> components = new LinkedHashMap<>();
        components.put("name", phase.name());
        components.put("initialBalance", text(phase.initialBalance()));
        components.put("profitTarget", optional(phase.profitTarget(), FormerRules::text));
        components.put("maximumLoss", text(phase.maximumLoss()));
        components.put("dailyLoss", optional(phase.dailyLoss(), FormerRules::text));
        components.put("floatingLoss", optional(phase.floatingLoss(), FormerRules::text));
        components.put("bestDay", optional(phase.bestDay(), FormerRules::text));
        components.put("tradingDays", text(phase.tradingDays()));
        components.put("timeLimit", optional(phase.timeLimit(), FormerRules::text));
        components.put("inactivity", optional(phase.inactivity(), FormerRules::text));
        components.put("breachTest", phase.breachTest().name());
        components.put("restrictions", text(phase.restrictions()));
        return components;
    }

    private static <T> String optional(Optional<T> value, Function<? super T, String> text) {
        return value.map(present -> "Optional[" + text.apply(present) + "]").orElse("Optional.empty");
    }

    private static String text(Money money) {
        return money.toBigDecimal().toPlainString() + " " + money.currency().getCurrencyCode();
    }

    private static String text(Limit limit) {
        if (limit instanceof Limit.ShareOfInitial share) {
            return "ShareOfInitial[fraction=" + share.fraction() + "]";
        }
        if (limit instanceof Limit.ShareOfReference share) {
            return "ShareOfReference[fraction=" + share.fraction() + "]";
        }
        if (limit instanceof Limit.Amount amount) {
            return "Amount[money=" + text(amount.money()) + "]";
        }
        return "a limit that version 0 did not have";
    }

    private static String text(MaximumLoss loss) {
        return "MaximumLoss[limit=" + text(loss.limit()) + ", reference="
                + loss.reference().name() + ", lock=" + optional(loss.lock(), FormerRules::text) + ", payout="
                + loss.payout().name() + "]";
    }

    private static String text(Lock lock) {
        return "Lock[aboveInitial=" + text(lock.aboveInitial()) + ", trigger="
                + optional(lock.trigger(), FormerRules::text) + "]";
    }

    private static String text(DailyLoss loss) {
        return "DailyLoss[limit=" + text(loss.limit()) + ", anchor="
                + loss.anchor().name() + ", judged=" + loss.judged().name() + ", effect="
                + loss.effect().name() + "]";
    }

    private static String text(BestDay rule) {
        return "BestDay[share=" + rule.share() + ", measure=" + rule.measure().name() + "]";
    }

    private static String text(TradingDays rule) {
        return "TradingDays[minimum=" + rule.minimum() + ", counted="
                + rule.counted().name() + ", profit=" + optional(rule.profit(), FormerRules::text) + "]";
    }

    private static String text(TimeLimit limit) {
        return "TimeLimit[days=" + limit.days() + ", count=" + limit.count().name() + "]";
    }

    private static String text(Inactivity clocks) {
        return "Inactivity[withoutTrade=" + optional(clocks.withoutTrade(), days -> days.toString()) + ", deepLoss="
                + optional(clocks.deepLoss(), FormerRules::text) + "]";
    }

    private static String text(Inactivity.DeepLoss deep) {
        return "DeepLoss[loss=" + text(deep.loss()) + ", days=" + deep.days() + "]";
    }

    private static String text(Restrictions restrictions) {
        return "Restrictions[stopRequired=" + restrictions.stopRequired() + ", newsWindow="
                + optional(restrictions.newsWindow(), FormerRules::text) + ", flatBefore="
                + optional(restrictions.flatBefore(), longest -> longest.toString()) + ", sanction="
                + restrictions.sanction().name() + "]";
    }

    private static String text(Restrictions.Window window) {
        return "Window[before=" + window.before() + ", after=" + window.after() + "]";
    }
}
