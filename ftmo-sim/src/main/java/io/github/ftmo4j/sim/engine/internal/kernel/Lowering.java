package io.github.ftmo4j.sim.engine.internal.kernel;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.mm.Combination;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.Kelly;
import io.github.ftmo4j.mm.module.LinearEdge;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.TargetGlide;
import io.github.ftmo4j.mm.module.VolTarget;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.outcome.PoissonTrades;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a specification for flat accounts, and says in words what became of each part.
 *
 * @param lowered the compiled specification, none if the readable engine runs it
 * @param sentences one sentence per part
 */
record Lowering(Optional<Lowered> lowered, List<String> sentences) {

    /** An initial balance from here on, 10 billion dollars, leaves too little room for exact arithmetic. */
    private static final long LARGEST_INITIAL = 1_000_000_000_000L;

    private static final int DAYS_BETWEEN_CHECKS = 64;

    /** A loop over so few trades is unrolled. */
    private static final int MOST_CONSTANT_TRADES = 8;

    static Lowering of(SimulationSpec spec) {
        List<String> sentences = new ArrayList<>();
        String obstacle = obstacle(spec);
        if (obstacle != null) {
            sentences.add("The readable engine runs every trial, because " + obstacle + '.');
            return new Lowering(Optional.empty(), List.copyOf(sentences));
        }
        PositionSizer sizer = spec.sizing();
        List<RiskModule> modules = modules(sizer);
        Currency currency = spec.program().phases().get(0).initialBalance().currency();
        List<Slot> slots =
                modules.stream().map(module -> slot(module, currency)).toList();
        SizeLimits limits = new SizeLimits(sizer);
        boolean marks = spec.seesOpenTrades();
        Draws alone = Draws.of(spec.outcomes(), marks);
        Positions positions = spec.positions();
        boolean correlates = positions.atOnce() > 1 && positions.correlation() > 0;
        boolean joint = !correlates && JointDay.draws(spec.dependence(), alone);
        boolean groups = positions.atOnce() > 1
                || positions.overnight() > 0
                || spec.outcomes().hasTimes();
        boolean takesOne = alone.kind() == Draws.BERNOULLI || alone.kind() == Draws.GAUSSIAN;
        boolean own = joint || (spec.dependence().isIndependent() && (takesOne || !correlates));
        Draws draws = own ? alone : Draws.BY_SAMPLER;
        FlatPhase[] phases = spec.program().phases().stream()
                .map(phase -> new FlatPhase(CompiledPhase.of(phase)))
                .toArray(FlatPhase[]::new);
        int fixedTrades = spec.tradesPerDay() instanceof FixedTrades fixed
                        && !spec.outcomes().hasDays()
                ? fixed.trades()
                : 0;
        boolean ownTrades =
                !(spec.tradesPerDay() instanceof FixedTrades || spec.tradesPerDay() instanceof PoissonTrades);
        boolean ownOutcomes = !spec.outcomes().getClass().getPackageName().startsWith("io.github.ftmo4j.sim.outcome");
        List<Integer> order = order(slots, sizer.proposals().size());
        int needs = limits.needs();
        boolean emptyDaysMatter = false;
        StringBuilder composition = new StringBuilder();
        for (int place : order) {
            Slot slot = slots.get(place);
            needs |= slot.needs();
            composition
                    .append(slot.kind())
                    .append(place < sizer.proposals().size())
                    .append(',');
        }
        for (FlatPhase phase : phases) {
            emptyDaysMatter |= phase.emptyDaysMatter;
            composition.append(phase.kinds()).append(',');
        }
        boolean bets = draws.kind() == Draws.BERNOULLI
                && !groups
                && fixedTrades > 0
                && slots.size() == 1
                && !limits.any()
                && slots.get(0) instanceof Slots.ShareOfBalance;
        PlainBets plainBets = bets
                ? PlainBets.of(
                        ((Slots.ShareOfBalance) slots.get(0)).share(),
                        draws.win(),
                        -draws.loss(),
                        spec.program().phases().stream()
                                .mapToDouble(phase -> phase.initialBalance().minorUnits())
                                .max()
                                .orElseThrow())
                : null;
        composition
                .append(limits.kinds())
                .append(draws.kind())
                .append(fixedTrades > 0)
                .append(spec.outcomes().hasMarket())
                .append(draws.furthest().length)
                .append(groups)
                .append(correlates)
                .append(joint ? spec.dependence().getClass().getSimpleName() : "");
        boolean ownDependence =
                !spec.dependence().getClass().getPackageName().equals(Dependence.class.getPackageName());
        boolean unknown = (needs & Slot.UNKNOWN) != 0 || ownTrades || ownOutcomes || ownDependence;
        explain(spec, draws, modules, slots, groups, unknown, sentences);
        return new Lowering(
                Optional.of(new Lowered(
                        spec,
                        phases,
                        spec.start().firstDay(spec.calendar()),
                        draws,
                        limits,
                        fixedTrades,
                        order,
                        spec.outcomes().completes() && draws.kind() == Draws.SAMPLER,
                        spec.outcomes().hasTimes() || (positions.hours().isPresent() && (needs & Slot.DATES) != 0),
                        spec.outcomes().hasMarket(),
                        emptyDaysMatter
                                || (needs & Slot.DATES) != 0
                                || spec.outcomes().hasTimes(),
                        unknown ? 1 : DAYS_BETWEEN_CHECKS,
                        plainBets,
                        new Composition(
                                composition.toString(),
                                slots.size(),
                                draws.kind(),
                                fixedTrades <= MOST_CONSTANT_TRADES ? fixedTrades : 0,
                                joint,
                                groups,
                                draws.loss() == -1,
                                plainBets != null,
                                marks,
                                (needs & Slot.TRADES) != 0,
                                spec.outcomes().hasMarket() && (needs & Slot.MARKET) != 0,
                                (needs & Slot.HIGH) != 0,
                                ((needs & Slot.STATE) != 0 || groups) && !sizer.risesAfterLoss(),
                                limits.countsExposure(),
                                limits.any()))),
                List.copyOf(sentences));
    }

    /** The smallest answer does not depend on the order; modules of the user keep theirs. */
    private static List<Integer> order(List<Slot> slots, int proposals) {
        List<Integer> order = IntStream.range(0, slots.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
        if (slots.stream().noneMatch(slot -> (slot.needs() & Slot.UNKNOWN) != 0)) {
            Comparator<Integer> byCost =
                    Comparator.comparingInt((Integer place) -> slots.get(place).cost());
            Integer first = order.subList(0, proposals).stream().min(byCost).orElseThrow();
            order.removeIf(first::equals);
            order.sort(byCost);
            order.add(0, first);
        }
        return List.copyOf(order);
    }

    static List<RiskModule> modules(PositionSizer sizer) {
        List<RiskModule> modules = new ArrayList<>(sizer.proposals());
        modules.addAll(sizer.limits());
        return modules;
    }

    /** Why a specification cannot be lowered as a whole. */
    private static @Nullable String obstacle(SimulationSpec spec) {
        if (!(spec.start() instanceof Start.Fresh)) {
            return "attempts start with a running account";
        }
        Currency currency = spec.program().phases().get(0).initialBalance().currency();
        for (Phase phase : spec.program().phases()) {
            if (phase.initialBalance().minorUnits() >= LARGEST_INITIAL) {
                return "an account of " + phase.initialBalance() + " is too large for whole numbers in doubles";
            }
            if (!phase.initialBalance().currency().equals(currency)) {
                return "the phases are in several currencies";
            }
        }
        for (RiskModule module : modules(spec.sizing())) {
            if (module.needsWholeAccount()) {
                return module.name() + " asks the account itself for its state";
            }
        }
        List<Money> amounts = new ArrayList<>();
        spec.sizing().caps().caps().values().forEach(height -> {
            if (height instanceof RiskCaps.Amount amount) {
                amounts.add(amount.money());
            }
        });
        modules(spec.sizing()).forEach(module -> addAmounts(module, amounts));
        return amounts.stream()
                .filter(amount -> !amount.currency().equals(currency))
                .findFirst()
                .map(amount -> amount + " is in another currency than the account")
                .orElse(null);
    }

    private static void addAmounts(RiskModule module, List<Money> amounts) {
        if (module instanceof ConstantMoney constant) {
            amounts.add(constant.amount());
        } else if (module instanceof Combination combination) {
            combination.parts().forEach(part -> addAmounts(part, amounts));
        }
    }

    private static void explain(
            SimulationSpec spec,
            Draws draws,
            List<RiskModule> modules,
            List<Slot> slots,
            boolean groups,
            boolean unknown,
            List<String> sentences) {
        sentences.add("The rules of " + spec.program().name() + " are lowered to thresholds in whole minor units.");
        String model = spec.outcomes().getClass().getSimpleName();
        if (draws.kind() != Draws.SAMPLER) {
            sentences.add("The outcomes of " + model + " are lowered.");
        } else if (!spec.dependence().isIndependent()) {
            sentences.add("The outcomes of " + model + " are drawn by its own sampler, because the accounts are "
                    + spec.dependence() + '.');
        } else {
            sentences.add("The outcomes of " + model + " are drawn by its own sampler, because only BernoulliR,"
                    + " also with excursions, GaussianReturns, a Bootstrap without blocks and excursions, and certain"
                    + " costs on these without excursions are lowered.");
        }
        if (groups) {
            sentences.add("Positions that are open together, or over midnight, are lowered.");
        }
        if (spec.outcomes().hasTimes()) {
            sentences.add(
                    "A trial in which a trade is sized while another one is open from an earlier day is run again by"
                            + " the readable engine.");
        }
        if (!(spec.tradesPerDay() instanceof FixedTrades)) {
            sentences.add("The number of trades a day is drawn by "
                    + spec.tradesPerDay().getClass().getSimpleName() + " itself, once a day.");
        }
        for (int i = 0; i < modules.size(); i++) {
            String name = modules.get(i).name();
            sentences.add(
                    (slots.get(i).needs() & Slot.UNKNOWN) != 0
                            ? name + " runs as it is, because it is, or holds, code that is not built in; it sees the"
                                    + " account through a view."
                            : name + " is lowered.");
        }
        if (modules.size() > 4) {
            sentences.add("Only the first four modules have a slot of their own; the others share one.");
        }
        if (spec.sizing().freeze().isPresent()) {
            sentences.add("The freeze is lowered.");
        }
        if (!spec.sizing().caps().caps().isEmpty()) {
            sentences.add("The caps are lowered.");
        }
        if (new SizeLimits(spec.sizing()).hasGates()) {
            sentences.add("Session and blackout are asked as they are, before each trade that would be opened.");
        }
        if (spec.sizing().sharesState() && spec.attemptsDrawn() > 1) {
            sentences.add("The " + spec.attemptsDrawn() + " accounts run side by side, because they share what the"
                    + " trader learns.");
        }
        if (unknown) {
            sentences.add("Every day checks whether to stop, because code that is not built in may be slow.");
        }
        sentences.add(
                "A trial whose balance leaves ±43 billion, or in which a module answers no amount, is run again by"
                        + " the readable engine.");
    }

    /** A slot for a module, in its initial state. */
    static Slot slot(RiskModule module, Currency currency) {
        Slot slot = slotOf(module, currency);
        return slot instanceof CombinedSlots.Combined || (slot.needs() & Slot.UNKNOWN) != 0
                ? new Slots.Checked(slot)
                : slot;
    }

    private static Slot slotOf(RiskModule module, Currency currency) {
        if (module instanceof FixedFractional fixed) {
            return fixed.base() == RiskBase.INITIAL_BALANCE
                    ? new Slots.ShareOfInitial(fixed.fraction())
                    : new Slots.ShareOfBalance(fixed.fraction());
        }
        if (module instanceof ConstantMoney constant) {
            return new Slots.Constant(constant.amount().in(currency));
        }
        if (module instanceof Kelly || module instanceof LinearEdge || module instanceof FixedVolTarget) {
            return new Slots.ShareOfBalance(module.start().moneyAtRisk(OneCent.VIEW, OneCent.VIEW));
        }
        if (module instanceof Cppi cppi) {
            Cppi.Freeze freeze = cppi.freeze().orElse(null);
            if (freeze == null) {
                return new Slots.Cushioned(cppi);
            }
            return freeze instanceof Cppi.Freeze.ForDays forDays
                    ? new Slots.FrozenForDays(cppi, forDays)
                    : new Slots.FrozenUntilRecovered(cppi, (Cppi.Freeze.UntilRecovered) freeze);
        }
        if (module instanceof DrawdownManager manager) {
            return manager.recovery() > 0 ? new Slots.BandsWithRecovery(manager) : new Slots.Bands(manager);
        }
        if (module instanceof DailyHeadroom headroom) {
            return new Slots.Headroom(headroom);
        }
        if (module instanceof TargetGlide glide) {
            return new Slots.Glide(glide);
        }
        if (module instanceof LosingStreakLadder ladder) {
            return new LearningSlots.Ladder(ladder);
        }
        if (module instanceof VolTarget target) {
            return new LearningSlots.Volatility(target);
        }
        if (module instanceof Combination combination) {
            return combined(combination, currency);
        }
        return module instanceof Bayes bayes ? new LearningSlots.WinRate(bayes) : new Slots.Any(module.start());
    }

    private static Slot combined(Combination combination, Currency currency) {
        Slot[] parts =
                combination.parts().stream().map(part -> slotOf(part, currency)).toArray(Slot[]::new);
        if (combination instanceof Combination.Scaled scaled) {
            return new CombinedSlots.Scaled(parts, scaled.factor());
        }
        if (combination instanceof Combination.Capped capped) {
            return new CombinedSlots.Capped(parts, capped.fraction());
        }
        if (combination instanceof Combination.OrElse) {
            return new CombinedSlots.OrElse(parts);
        }
        if (combination instanceof Combination.Least) {
            return new CombinedSlots.Least(parts);
        }
        return combination instanceof Combination.Greatest
                ? new CombinedSlots.Greatest(parts)
                : new CombinedSlots.Average(parts);
    }

    /** An account of one minor unit: the answer of a share of the balance is the share itself. */
    private enum OneCent implements AccountView, Moment {
        VIEW;

        @Override
        public Currency currency() {
            throw new UnsupportedOperationException("a share of the balance has no currency");
        }

        @Override
        public long initialBalance() {
            return 1;
        }

        @Override
        public long balance() {
            return 1;
        }

        @Override
        public long equity() {
            return 1;
        }

        @Override
        public long highWaterMark() {
            return 1;
        }

        @Override
        public long dayStartBalance() {
            return 1;
        }

        @Override
        public long dailyLossFloor() {
            return NO_FLOOR;
        }

        @Override
        public long maximumLossFloor() {
            return 0;
        }

        @Override
        public long dailyLossLimit() {
            return NO_LIMIT;
        }

        @Override
        public long maximumLossLimit() {
            return 1;
        }

        @Override
        public long targetBalance() {
            return NO_TARGET;
        }

        @Override
        public long day() {
            return 0;
        }

        @Override
        public int tradingDays() {
            return 0;
        }

        @Override
        public long epochMilli() {
            return 0;
        }

        @Override
        public int tradeOfDay() {
            return 0;
        }

        @Override
        public int tradeOfPhase() {
            return 0;
        }
    }
}
