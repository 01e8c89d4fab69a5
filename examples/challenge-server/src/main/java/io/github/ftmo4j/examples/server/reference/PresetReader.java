package io.github.ftmo4j.examples.server.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.examples.reference.profile.Preset;
import io.github.ftmo4j.examples.reference.profile.StepBlackout;
import io.github.ftmo4j.examples.reference.profile.StepSession;
import io.github.ftmo4j.examples.reference.profile.StepWindow;
import io.github.ftmo4j.examples.server.http.Members;
import io.github.ftmo4j.json.Place;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.LinearEdge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads modules and gates of a preset into a sizer. Where the profile risks nothing, the sizer has a blackout. */
final class PresetReader {

    private static final double LARGEST = 1e6;
    private static final double NO_CAP = 1;
    private static final int MOST_MODULES = 20;
    private static final int MOST_WINDOWS = 1_000;

    /** The profile allows a drawdown of 0 %, the library a cushion above 0 only. */
    private static final double LEAST_CUSHION = 1e-9;

    private static final SortedMap<String, String> ALIASES = new TreeMap<>(Map.of(
            "VolatilityTarget", "vol_target",
            "CPPIFreeze", "cppi",
            "DrawdownManager", "drawdown_manager",
            "Bayes", "bayes"));

    private final double maximumDrawdown;
    private final Cushion cushion;
    private PositionSizer.Builder builder = PositionSizer.builder();
    private boolean proposes;

    private PresetReader(double maximumDrawdown) {
        this.maximumDrawdown = Math.max(maximumDrawdown, LEAST_CUSHION);
        cushion = Cushion.underHighWaterMark(this.maximumDrawdown);
    }

    /**
     * Reads {@code modules} and {@code gating}.
     *
     * @return the sizer, empty if the request has problems
     */
    static Optional<PositionSizer> sizer(Members preset, double maximumDrawdown, double freezeCushion) {
        PresetReader reader = new PresetReader(maximumDrawdown);
        reader.modules(preset);
        reader.gates(preset.object("gating"));
        return preset.place().problems().isEmpty() ? Optional.of(reader.build(freezeCushion)) : Optional.empty();
    }

    private PositionSizer build(double freezeCushion) {
        if (!proposes) {
            proposeNothing();
        }
        return builder.freezeBelow(freezeCushion, cushion).build();
    }

    private void modules(Members preset) {
        if (!preset.has("modules")) {
            preset.node("modules");
            builder = Preset.sizer(maximumDrawdown);
            proposes = true;
        }
        preset.list("modules", MOST_MODULES, (node, at) -> {
            module(Members.of(node, at));
            return Optional.empty();
        });
    }

    private void module(Members module) {
        String given = module.text("id", 40, "");
        String id = ALIASES.getOrDefault(given, given);
        boolean enabled = module.truth("enabled", true);
        Members params = module.object("params");
        PresetReader target = enabled ? this : new PresetReader(maximumDrawdown);
        try {
            switch (id) {
                case "bayes" -> target.bayes(params);
                case "vol_target" -> target.volatilityTarget(params);
                case "cppi" -> target.cppi(params);
                case "drawdown_manager" -> target.drawdownManager(params);
                default -> {
                    module.place()
                            .field("id")
                            .problem("must be one of " + ALIASES.values() + " or " + ALIASES.keySet() + ", was \""
                                    + given + "\"");
                    return;
                }
            }
        } catch (IllegalArgumentException e) {
            params.place().problem(String.valueOf(e.getMessage()));
        }
        params.end();
        module.end();
    }

    private void bayes(Members params) {
        double winRate = params.decimal("p", 0, 1, 0.5);
        double slope = params.decimal("k", 0, LARGEST, 1);
        double cap = params.decimal("cap", 0, 1, 0.02);
        propose(slope * cap, () -> new LinearEdge(winRate, slope, cap(cap)));
    }

    private void volatilityTarget(Members params) {
        double target = params.decimal("target_vol", 0, LARGEST, 0.10);
        double estimate = params.decimal("vol_est", 0, LARGEST, target);
        double scale = params.decimal("scale", 0, Fraction.LARGEST_RISK, 0.10);
        double cap = params.decimal("max_risk", 0, 1, 0.02);
        propose(target * scale * cap, () -> new FixedVolTarget(target, estimate, scale, cap(cap)));
    }

    private void cppi(Members params) {
        double multiplier = params.decimal("multiplier", 0, LARGEST, 1);
        double cap = params.decimal("cap", 0, 1, 0.02);
        propose(multiplier * cap, () -> new Cppi(multiplier, cap(cap), cushion));
    }

    private void drawdownManager(Members params) {
        Map<Double, Double> bands = bands(params);
        share(params.decimal("cap", 0, 1, 1));
        Optional.ofNullable(bands.remove(0.0)).ifPresent(this::share);
        List<DrawdownManager.Band> limits = bands.entrySet().stream()
                .filter(band -> band.getValue() < NO_CAP)
                .map(band -> new DrawdownManager.Band(band.getKey(), band.getValue()))
                .toList();
        if (!limits.isEmpty()) {
            builder.limit(new DrawdownManager(limits));
        }
    }

    private static Map<Double, Double> bands(Members params) {
        if (!params.has("bands")) {
            params.node("bands");
            return new TreeMap<>(Map.of(0.05, 0.02, 0.10, 0.01, 0.20, 0.0));
        }
        Map<Double, Double> bands = new TreeMap<>();
        params.list("bands", 100, (node, at) -> {
            if (!node.isArray() || node.size() != 2) {
                at.problem("must be a pair [drawdown in percent, cap], was " + Members.quote(node));
                return Optional.empty();
            }
            Optional<Double> drawdown = Members.decimal(node.get(0), at.item(0), 0, 100);
            Optional<Double> cap = Members.decimal(node.get(1), at.item(1), 0, 1);
            drawdown.ifPresent(from -> cap.ifPresent(most -> bands.merge(from / 100, most, Math::min)));
            return Optional.empty();
        });
        return bands;
    }

    private void gates(Members gating) {
        if (gating.has("risk_cap")) {
            double cap = gating.decimal("risk_cap", 0, 1, NO_CAP);
            boolean before = proposes;
            share(cap);
            proposes = before; // a cap alone risks nothing
        }
        List<StepWindow> windows = gating.list("news_blackouts_steps", MOST_WINDOWS, PresetReader::window);
        if (!windows.isEmpty()) {
            builder.blackout(new StepBlackout(windows));
        }
        String older = gating.text("news_blackouts", 10_000, "").strip();
        if (!older.isEmpty()) {
            noting(gating.place().field("news_blackouts"), () -> builder.blackout(StepBlackout.parse(older)));
        }
        if (gating.has("session_mask")) {
            session(gating.object("session_mask"));
        }
        gating.node("risk_cap");
        gating.node("session_mask");
        gating.end();
    }

    private void session(Members mask) {
        int dayLength = (int) mask.whole("day_len", 1, ReferenceQuestion.MOST_STEPS, 1);
        List<StepWindow> allowed = mask.list("allow", MOST_WINDOWS, PresetReader::window);
        mask.end();
        if (mask.place().problems().isEmpty()) {
            noting(mask.place(), () -> builder.session(new StepSession(dayLength, allowed)));
        }
    }

    private static Optional<StepWindow> window(JsonNode node, Place at) {
        if (!node.isArray() || node.size() != 2) {
            at.problem("must be a pair of steps [from, to), was " + Members.quote(node));
            return Optional.empty();
        }
        Optional<Long> from = Members.whole(node.get(0), at.item(0), 0, Integer.MAX_VALUE);
        Optional<Long> to = Members.whole(node.get(1), at.item(1), 0, Integer.MAX_VALUE);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (from.get() >= to.get()) {
            at.problem("must end after it begins, was " + from.get() + "-" + to.get());
            return Optional.empty();
        }
        return Optional.of(new StepWindow(from.get().intValue(), to.get().intValue()));
    }

    private static void noting(Place at, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException e) {
            at.problem(String.valueOf(e.getMessage()));
        }
    }

    /** Proposes a share of the equity of up to 1. */
    private void share(double share) {
        propose(share, () -> FixedFractional.ofBalance(share, FixedFractional.allowing(NO_CAP)));
    }

    /** Proposes what a module does, and nothing if a factor of it is zero, which the library does not take. */
    private void propose(double factor, Supplier<RiskModule> module) {
        proposes = true;
        if (factor == 0) {
            proposeNothing();
        } else {
            builder.propose(module.get());
        }
    }

    private void proposeNothing() {
        List<StepWindow> always = List.of(new StepWindow(0, Integer.MAX_VALUE));
        builder.propose(FixedFractional.ofBalance(Fraction.LARGEST_RISK)).blackout(new StepBlackout(always));
    }

    private static double cap(double cap) {
        return cap == NO_CAP ? Fraction.NO_CAP : cap;
    }
}
