package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.json.JsonFormat;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Lock;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rules of a journal as they stand in its first entry: each component of the phase and of the clock under a name of
 * its own, amounts in minor units, durations in ISO 8601.
 *
 * <p>The names never change. A component of a phase that differs from its default is written, one that does not is left
 * out: what is absent is the default. A component that is added to a phase or to one of its parts must be written in
 * the same way, so that journals from before it open after it. A journal that holds a component that is not known here
 * is refused: its events were judged by rules that this version does not have. The leverage is not written: it limits
 * new orders and judges no event.
 */
final class JournalRules {

    /** The version of the entries that are written: 1 names the rules' components, 0 held their text. */
    static final long VERSION = 1;

    private static final JsonFormat JSON = JsonFormat.unescaped();

    private JournalRules() {}

    static void write(Phase phase, TradingDayClock clock, JsonWriter out) {
        out.number("version", VERSION)
                .object("clock", fields -> write(clock, fields))
                .object("rules", fields -> write(phase, fields));
    }

    /**
     * Checks that a journal was begun under the rules that are given now.
     *
     * @throws RuntimeException that names the first component that differs
     */
    static void requireSame(Phase phase, TradingDayClock clock, JsonObject begun) {
        long version = begun.has("version") ? begun.number("version") : 0;
        if (version == 0) {
            FormerRules.requireSame(phase, clock, begun);
            return;
        }
        if (version != VERSION) {
            throw begun.invalid(
                    "version",
                    "must be at most " + VERSION + ", was " + version + ": a later version wrote the journal");
        }
        requireSame(begun.object("rules"), fields(out -> write(phase, out)));
        requireSame(begun.object("clock"), fields(out -> write(clock, out)));
    }

    /** The components of a phase that differ from their defaults. */
    static JsonObject fields(Phase phase) {
        return fields(out -> write(phase, out));
    }

    private static JsonObject fields(Consumer<JsonWriter> writer) {
        return JSON.read(JSON.text(writer), (why, cause) -> new IllegalStateException(why, cause));
    }

    private static void requireSame(JsonObject journal, JsonObject given) {
        Set<String> names = new LinkedHashSet<>(given.names());
        names.addAll(journal.names());
        for (String name : names) {
            if (!given.has(name) || !journal.has(name)) {
                throw journal.invalid(name, "must be " + text(given, name) + ", was " + text(journal, name));
            }
            if (given.value(name) instanceof JsonObject inner && journal.value(name) instanceof JsonObject) {
                requireSame(journal.object(name), inner);
            } else if (!given.value(name).equals(journal.value(name))) {
                throw journal.invalid(name, "must be " + text(given, name) + ", was " + text(journal, name));
            }
        }
    }

    private static String text(JsonObject fields, String name) {
        return fields.has(name) ? fields.value(name).toString() : "absent";
    }

    private static void write(TradingDayClock clock, JsonWriter out) {
        out.text("zone", clock.zone().getId()).text("offset", clock.offset().toString());
    }

    private static void write(Phase phase, JsonWriter out) {
        out.text("name", phase.name())
                .text("currency", phase.initialBalance().currency().getCurrencyCode());
        write("initialBalance", phase.initialBalance(), out);
        phase.profitTarget().ifPresent(limit -> write("profitTarget", limit, out));
        out.object("maximumLoss", fields -> {
            write("limit", phase.maximumLoss().limit(), fields);
            fields.text("reference", phase.maximumLoss().reference().name());
            phase.maximumLoss().lock().ifPresent(lock -> fields.object("lock", inner -> write(lock, inner)));
            fields.text("payout", phase.maximumLoss().payout().name());
        });
        phase.dailyLoss()
                .ifPresent(daily -> out.object("dailyLoss", fields -> {
                    write("limit", daily.limit(), fields);
                    fields.text("anchor", daily.anchor().name())
                            .text("judged", daily.judged().name())
                            .text("effect", daily.effect().name());
                }));
        phase.floatingLoss().ifPresent(limit -> write("floatingLoss", limit, out));
        phase.bestDay()
                .ifPresent(rule -> out.object(
                        "bestDay",
                        fields -> fields.decimal("share", rule.share())
                                .text("measure", rule.measure().name())));
        if (!phase.tradingDays().equals(TradingDays.opened(0))) {
            out.object("tradingDays", fields -> {
                fields.number("minimum", phase.tradingDays().minimum())
                        .text("counted", phase.tradingDays().counted().name());
                phase.tradingDays().profit().ifPresent(limit -> write("profit", limit, fields));
            });
        }
        phase.timeLimit()
                .ifPresent(limit -> out.object(
                        "timeLimit",
                        fields -> fields.number("days", limit.days())
                                .text("count", limit.count().name())));
        phase.inactivity()
                .ifPresent(clocks -> out.object("inactivity", fields -> {
                    clocks.withoutTrade().ifPresent(days -> fields.number("withoutTrade", days));
                    clocks.deepLoss()
                            .ifPresent(deep -> fields.object("deepLoss", inner -> {
                                write("loss", deep.loss(), inner);
                                inner.number("days", deep.days());
                            }));
                }));
        if (phase.breachTest() != BreachTest.BELOW) {
            out.text("breachTest", phase.breachTest().name());
        }
        if (!phase.restrictions().equals(Restrictions.none())) {
            out.object("restrictions", fields -> write(phase.restrictions(), fields));
        }
    }

    private static void write(String name, Money money, JsonWriter out) {
        out.number(name, money.minorUnits());
    }

    private static void write(String name, Limit limit, JsonWriter out) {
        out.object(name, fields -> {
            if (limit instanceof Limit.ShareOfInitial share) {
                fields.decimal("shareOfInitial", share.fraction());
            } else if (limit instanceof Limit.ShareOfReference share) {
                fields.decimal("shareOfReference", share.fraction());
            } else if (limit instanceof Limit.Amount amount) {
                write("amount", amount.money(), fields);
            } else {
                throw new IllegalStateException("a journal has no form for " + limit);
            }
        });
    }

    private static void write(Lock lock, JsonWriter out) {
        write("aboveInitial", lock.aboveInitial(), out);
        lock.trigger().ifPresent(trigger -> write("trigger", trigger, out));
    }

    private static void write(Restrictions restrictions, JsonWriter out) {
        out.flag("stopRequired", restrictions.stopRequired());
        restrictions
                .newsWindow()
                .ifPresent(window -> out.object(
                        "newsWindow",
                        fields -> fields.text("before", window.before().toString())
                                .text("after", window.after().toString())));
        restrictions.flatBefore().ifPresent(longest -> out.text("flatBefore", longest.toString()));
        out.text("sanction", restrictions.sanction().name());
    }
}
