package io.github.ftmo4j.examples.server.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.examples.reference.profile.Market;
import io.github.ftmo4j.examples.reference.profile.PassRule;
import io.github.ftmo4j.examples.reference.profile.ProfileChallenge;
import io.github.ftmo4j.examples.server.http.Members;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.json.Place;
import io.github.ftmo4j.mm.PositionSizer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request of the earlier service, read.
 *
 * @param challenge what is run
 * @param trials how many trials
 * @param seeds the seeds; exactly one of a multi-account run
 */
public record ReferenceQuestion(ProfileChallenge challenge, int trials, List<Long> seeds) {

    static final int MOST_STEPS = 10_000;
    private static final int MOST_TRIALS = 100_000;
    private static final int MOST_SEEDS = 1_000;
    private static final int MOST_ACCOUNTS = 100;
    private static final long MOST_WORK = 50_000_000;
    private static final double LARGEST_CAPITAL = 1e9;

    private record RiskLimits(double maximumDrawdown, double stepDrop, double freezeCushion) {}

    /**
     * Reads {@code POST /ftmo_multi}.
     *
     * @throws Refusal if something is wrong; it names every place
     */
    public static ReferenceQuestion multi(JsonNode body) {
        Place root = Place.root();
        Members request = Members.of(body, root);
        Members preset = request.object("preset");
        RiskLimits limits = limits(preset);
        Optional<PositionSizer> sizer = PresetReader.sizer(preset, limits.maximumDrawdown(), limits.freezeCushion());
        Money capital = capital(preset);
        preset.end();
        Market market = market(request);
        int horizon = (int) request.whole("horizon", 1, MOST_STEPS, 100);
        PassRule rule = rule(request.object("rules"));
        int parallel = (int) request.whole("parallel", 1, MOST_ACCOUNTS, 3);
        int trials = (int) request.whole("trials", 1, MOST_TRIALS, 100);
        long seed = request.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 42);
        request.end();
        requireNone(root);
        requireWork("trials", (long) trials * parallel * rule.steps(horizon));
        return new ReferenceQuestion(
                new ProfileChallenge(capital, sizer.orElseThrow(), market, rule, horizon, parallel),
                trials,
                List.of(seed));
    }

    /**
     * Reads {@code POST /simulate}. Its limits are those of the preset, without a target.
     *
     * @throws Refusal if something is wrong; it names every place
     */
    public static ReferenceQuestion simulate(JsonNode body) {
        Place root = Place.root();
        Members request = Members.of(body, root);
        Members preset = request.object("preset");
        RiskLimits limits = limits(preset);
        Optional<PositionSizer> sizer = PresetReader.sizer(preset, limits.maximumDrawdown(), limits.freezeCushion());
        Money capital = capital(preset);
        preset.end();
        Market market = market(request);
        int horizon = (int) request.whole("horizon", 1, MOST_STEPS, 100);
        List<Long> seeds = request.has("seeds")
                ? request.list(
                        "seeds", MOST_SEEDS, (node, at) -> Members.whole(node, at, Long.MIN_VALUE, Long.MAX_VALUE))
                : List.of(42L);
        request.node("seeds");
        request.end();
        if (root.problems().isEmpty() && seeds.isEmpty()) {
            root.field("seeds").problem("must have at least one seed");
        }
        requireNone(root);
        requireWork("seeds", (long) seeds.size() * horizon);
        PassRule rule = new PassRule(0, limits.maximumDrawdown(), limits.stepDrop(), 0, OptionalInt.empty());
        return new ReferenceQuestion(
                new ProfileChallenge(capital, sizer.orElseThrow(), market, rule, horizon, 1), 1, seeds);
    }

    private static void requireNone(Place root) {
        if (!root.problems().isEmpty()) {
            throw Refusal.invalid(root.problems());
        }
    }

    private static void requireWork(String member, long steps) {
        if (steps > MOST_WORK) {
            throw Refusal.of(
                    422,
                    "work_limit",
                    member + " make " + steps + " steps in all, at most " + MOST_WORK + " are run for a request");
        }
    }

    private static Money capital(Members preset) {
        double capital = preset.decimal("capital_initial", 1_000, LARGEST_CAPITAL, 100_000);
        return Money.usd(
                BigDecimal.valueOf(capital).setScale(2, RoundingMode.HALF_UP).toPlainString());
    }

    private static RiskLimits limits(Members preset) {
        Members limits = preset.object("risk_limits");
        double maximumDrawdown = percent(limits, "max_dd", 10);
        double stepDrop = percent(limits, "daily_dd", 5);
        double freeze = percent(limits, "freeze_cushion_pct", 5);
        limits.end();
        if (freeze > maximumDrawdown && maximumDrawdown > 0) {
            limits.place()
                    .field("freeze_cushion_pct")
                    .problem("must be at most max_dd, the most that the cushion can be, was " + 100 * freeze);
        }
        return new RiskLimits(maximumDrawdown, stepDrop, Math.min(freeze, maximumDrawdown));
    }

    private static double percent(Members members, String name, double absent) {
        return members.decimal(name, 0, 100, absent) / 100;
    }

    private static Market market(Members request) {
        Members model = request.object("market_model");
        String type = model.text("type", 20, "MC");
        if (!type.equals("MC")) {
            model.place().field("type").problem("must be \"MC\", was \"" + type + "\"");
        }
        Members params = model.object("params");
        Market market = new Market(params.decimal("mu", -1, 1, 0), params.decimal("sigma", 0, 1, 0.01));
        params.end();
        model.end();
        return market;
    }

    private static PassRule rule(Members rules) {
        PassRule rule = new PassRule(
                percent(rules, "profit_target_pct", 10),
                percent(rules, "max_total_dd_pct", 10),
                percent(rules, "max_daily_dd_pct", 5),
                (int) rules.whole("min_trading_steps", 0, MOST_STEPS, 0),
                rules.whole("time_limit_steps", 1, MOST_STEPS)
                        .map(steps -> OptionalInt.of(steps.intValue()))
                        .orElseGet(OptionalInt::empty));
        rules.end();
        return rule;
    }
}
