package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.AlwaysOpen;
import io.github.ftmo4j.core.gate.BothGates;
import io.github.ftmo4j.core.gate.CodedGate;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Leverage;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import io.github.ftmo4j.mm.Combination;
import io.github.ftmo4j.mm.Cushion;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.RiskModule;
import io.github.ftmo4j.mm.SavedState;
import io.github.ftmo4j.mm.SavedValues;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.BetaQuantile;
import io.github.ftmo4j.mm.module.ConstantMoney;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DailyHeadroom;
import io.github.ftmo4j.mm.module.Decay;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.Kelly;
import io.github.ftmo4j.mm.module.LinearEdge;
import io.github.ftmo4j.mm.module.LosingStreakLadder;
import io.github.ftmo4j.mm.module.Presets;
import io.github.ftmo4j.mm.module.TargetGlide;
import io.github.ftmo4j.mm.module.VolTarget;
import io.github.ftmo4j.sim.Portfolio;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import io.github.ftmo4j.sim.outcome.Bootstrap;
import io.github.ftmo4j.sim.outcome.BreakevenStop;
import io.github.ftmo4j.sim.outcome.Breakevens;
import io.github.ftmo4j.sim.outcome.Costs;
import io.github.ftmo4j.sim.outcome.DiscreteR;
import io.github.ftmo4j.sim.outcome.ExponentialSlippage;
import io.github.ftmo4j.sim.outcome.FixedSlippage;
import io.github.ftmo4j.sim.outcome.FixedTrades;
import io.github.ftmo4j.sim.outcome.Gaps;
import io.github.ftmo4j.sim.outcome.GarchReturns;
import io.github.ftmo4j.sim.outcome.GaussianReturns;
import io.github.ftmo4j.sim.outcome.Instruments;
import io.github.ftmo4j.sim.outcome.JumpReturns;
import io.github.ftmo4j.sim.outcome.LognormalR;
import io.github.ftmo4j.sim.outcome.LognormalWinners;
import io.github.ftmo4j.sim.outcome.NormalSlippage;
import io.github.ftmo4j.sim.outcome.OutcomeModel;
import io.github.ftmo4j.sim.outcome.PastDays;
import io.github.ftmo4j.sim.outcome.PoissonTrades;
import io.github.ftmo4j.sim.outcome.Regimes;
import io.github.ftmo4j.sim.outcome.Replay;
import io.github.ftmo4j.sim.outcome.SkewedReturns;
import io.github.ftmo4j.sim.outcome.Slippage;
import io.github.ftmo4j.sim.outcome.StepExcursions;
import io.github.ftmo4j.sim.outcome.StepReturns;
import io.github.ftmo4j.sim.outcome.StopAndTarget;
import io.github.ftmo4j.sim.outcome.StudentTReturns;
import io.github.ftmo4j.sim.outcome.TradesOfDays;
import io.github.ftmo4j.sim.outcome.TradesPerDay;
import io.github.ftmo4j.sim.policy.AfterLoss;
import io.github.ftmo4j.sim.policy.Goal;
import io.github.ftmo4j.sim.policy.OptimalStake;
import io.github.ftmo4j.sim.policy.PolicySearch;
import io.github.ftmo4j.sim.policy.StakeMenu;
import io.github.ftmo4j.sim.spec.Dependence;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import io.github.ftmo4j.sim.spec.Positions;
import io.github.ftmo4j.sim.spec.RunningStart;
import io.github.ftmo4j.sim.spec.Settlement;
import io.github.ftmo4j.sim.spec.SimulationSpec;
import io.github.ftmo4j.sim.spec.Start;
import io.github.ftmo4j.sim.spec.TradingCalendar;
import io.github.ftmo4j.sim.spec.TradingHours;
import io.github.ftmo4j.sim.spec.TradingPlan;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How a specification and everything in it stands in a document. Names in documents are stable. */
final class SpecTypes {

    private static final String DECIMAL = "-?[0-9]{1,15}(\\.[0-9]{1,15})?";

    private static final Map<String, PositionSizer> PRESETS = Map.of(
            "conservative", Presets.conservative(),
            "balanced", Presets.balanced(),
            "aggressive", Presets.aggressive());

    private SpecTypes() {}

    static Types standard() {
        Types types = new Types();
        texts(types);
        programs(types);
        outcomes(types);
        gates(types);
        sizing(types);
        plans(types);
        policies(types);
        journeys(types);
        portfolios(types);
        answers(types);
        return types;
    }

    private static void texts(Types types) {
        types.text(Money.class, "an amount such as \"100000.00 USD\"", DECIMAL + " [A-Z]{3}", SpecTypes::money)
                .text(LocalDate.class, "a date such as 2026-03-02", "[0-9]{4}-[0-9]{2}-[0-9]{2}", LocalDate::parse)
                .text(
                        LocalTime.class,
                        "a time of day such as 17:00",
                        "[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?",
                        LocalTime::parse)
                .text(
                        Instant.class,
                        "an instant such as 2026-03-02T13:30:00Z",
                        "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z",
                        Instant::parse)
                .text(Duration.class, "a duration such as PT2H30M", "-?P[0-9DTHMS.-]{1,40}", Duration::parse)
                .text(ZoneId.class, "a time zone such as Europe/Prague", "[A-Za-z0-9/_+:~-]{1,60}", ZoneId::of)
                .text(
                        BigDecimal.class,
                        "a decimal such as \"0.25\"",
                        DECIMAL,
                        BigDecimal::new,
                        BigDecimal::toPlainString);
        types.is(SavedValues.class, new SavedValuesType())
                .is(
                        SavedState.class,
                        new Containers.Converted<>(
                                new Containers.Mapping<>(types.of(String.class), types.of(SavedValues.class)),
                                SavedState::new,
                                SavedState::parts));
    }

    private static Money money(String text) {
        String[] parts = text.split(" ", 2);
        return Money.of(parts[0], parts[1]);
    }

    private static void programs(Types types) {
        JsonType<Limit> limits = types.kinds(Limit.class)
                .kind("share-of-initial", Limit.ShareOfInitial.class)
                .kind("share-of-reference", Limit.ShareOfReference.class)
                .kind("amount", Limit.Amount.class)
                .type();
        types.is(
                Limit.class,
                new Containers.Shorthand<>(
                        limits,
                        Scalars.DECIMAL,
                        JsonNode::isNumber,
                        Limit::ofInitial,
                        limit -> limit instanceof Limit.ShareOfInitial share
                                ? Optional.of(share.fraction())
                                : Optional.empty()));
        types.is(
                Leverage.class,
                new Containers.Converted<>(
                        new Containers.Mapping<>(types.of(AssetClass.class), types.of(BigDecimal.class)),
                        Leverage::new,
                        Leverage::classes));
        types.absent(MaximumLoss.class, "reference", MaximumLoss.Reference.INITIAL_BALANCE)
                .absent(MaximumLoss.class, "payout", MaximumLoss.Payout.KEEPS_FLOOR)
                .absent(DailyLoss.class, "anchor", DailyLoss.Anchor.BALANCE)
                .absent(DailyLoss.class, "judged", DailyLoss.Judged.ANY_INSTANT)
                .absent(DailyLoss.class, "effect", DailyLoss.Effect.FAIL)
                .absent(TradingDays.class, "counted", TradingDays.Counted.OPENED)
                .absent(TimeLimit.class, "count", TimeLimit.Count.CALENDAR_DAYS)
                .absent(Restrictions.class, "stopRequired", false)
                .absent(Restrictions.class, "sanction", Restrictions.none().sanction())
                .absent(Phase.class, "tradingDays", TradingDays.opened(0))
                .absent(Phase.class, "breachTest", BreachTest.BELOW)
                .absent(Phase.class, "restrictions", Restrictions.none())
                .absent(Program.class, "clock", TradingDayClock.prague())
                .absent(FundedTerms.class, "unknown", Set.of())
                .absent(ProfitSplit.class, "steps", List.of())
                .absent(RewardTerms.class, "daysToFirst", 0)
                .absent(RewardTerms.class, "daysBetween", 0)
                .absent(RewardTerms.class, "caps", List.of())
                .absent(RewardTerms.class, "rollover", RewardTerms.Rollover.DIVIDED)
                .absent(TradingDayClock.class, "offset", Duration.ZERO);
        types.is(
                Program.class,
                new Containers.Shorthand<>(
                        types.structure(Program.class),
                        types.structure(NamedPrograms.Reference.class),
                        node -> node.isObject() && !node.has("phases"),
                        NamedPrograms.Reference::program,
                        NamedPrograms.Reference::of));
    }

    private static void outcomes(Types types) {
        types.kinds(Slippage.class)
                .kind("fixed", FixedSlippage.class)
                .kind("exponential", ExponentialSlippage.class)
                .kind("normal", NormalSlippage.class)
                .end();
        types.absent(BernoulliR.class, "loss", -1.0)
                .absent(LognormalWinners.class, "loss", -1.0)
                .absent(Costs.class, "commission", 0.0)
                .absent(Instruments.Instrument.class, "risk", 1.0)
                .absent(Costs.class, "spread", 0.0)
                .absent(Forms.History.class, "meanBlock", 1.0)
                .absent(Forms.History.class, "fixedBlocks", false)
                .absent(Forms.History.class, "excursions", List.of())
                .absent(PastDays.class, "order", PastDays.Order.DRAWN);
        types.is(Bootstrap.class, Forms.History.class, Forms.History::history, Forms.History::of);
        types.kinds(OutcomeModel.class)
                .kind("bernoulli", BernoulliR.class)
                .kind("stop-and-target", StopAndTarget.class)
                .kind("breakeven-stop", BreakevenStop.class)
                .kind("discrete", DiscreteR.class, Forms.Discrete.class, Forms.Discrete::outcomes, Forms.Discrete::of)
                .kind("bootstrap", Bootstrap.class, Forms.History.class, Forms.History::history, Forms.History::of)
                .kind("replay", Replay.class)
                .kind("past-days", PastDays.class)
                .kind("lognormal", LognormalR.class)
                .kind("lognormal-winners", LognormalWinners.class)
                .kind("gaussian", GaussianReturns.class)
                .kind("student-t", StudentTReturns.class)
                .kind("garch", GarchReturns.class)
                .kind("jumps", JumpReturns.class)
                .kind("skewed", SkewedReturns.class)
                .kind("with-excursions", StepExcursions.class)
                .kind("regimes", Regimes.class)
                .kind("instruments", Instruments.class)
                .kind("costs", Costs.class)
                .kind("breakevens", Breakevens.class)
                .kind("gaps", Gaps.class)
                .also(StepReturns.class)
                .end();
        JsonType<TradesPerDay> numbers = types.kinds(TradesPerDay.class)
                .kind("fixed", FixedTrades.class)
                .kind("poisson", PoissonTrades.class, Forms.Poisson.class, Forms.Poisson::trades, Forms.Poisson::of)
                .kind("of-days", TradesOfDays.class)
                .type();
        types.is(
                TradesPerDay.class,
                new Containers.Shorthand<>(
                        numbers,
                        Scalars.INTEGER,
                        JsonNode::isNumber,
                        FixedTrades::new,
                        trades ->
                                trades instanceof FixedTrades fixed ? Optional.of(fixed.trades()) : Optional.empty()));
    }

    private static void gates(Types types) {
        types.absent(Forms.Market.class, "closures", List.of())
                .absent(Forms.Breaks.class, "lead", Duration.ZERO)
                .absent(Forms.News.class, "before", Duration.ofMinutes(2))
                .absent(Forms.News.class, "after", Duration.ofMinutes(2))
                .absent(RiskCaps.Share.class, "base", RiskBase.BALANCE);
        types.is(Sessions.class, Forms.Weekly.class, Forms.Weekly::sessions, Forms.Weekly::of)
                .is(MarketHours.class, Forms.Market.class, Forms.Market::hours, Forms.Market::of);
        types.kinds(Gate.class)
                .kind("always-open", AlwaysOpen.class)
                .kind("both", BothGates.class)
                .kind("coded", CodedGate.class)
                .kind("sessions", Sessions.class, Forms.Weekly.class, Forms.Weekly::sessions, Forms.Weekly::of)
                .kind("market-hours", MarketHours.class, Forms.Market.class, Forms.Market::hours, Forms.Market::of)
                .kind("market-breaks", MarketBreaks.class, Forms.Breaks.class, Forms.Breaks::breaks, Forms.Breaks::of)
                .kind("news", NewsBlackout.class, Forms.News.class, Forms.News::blackout, Forms.News::of)
                .end();
        types.kinds(RiskCaps.Height.class)
                .kind("share", RiskCaps.Share.class)
                .kind("amount", RiskCaps.Amount.class)
                .kind("count", RiskCaps.Count.class)
                .end();
        types.is(
                RiskCaps.class,
                new Containers.Converted<>(
                        new Containers.Mapping<>(types.of(RiskCap.class), types.of(RiskCaps.Height.class)),
                        RiskCaps::new,
                        RiskCaps::caps));
    }

    private static void sizing(Types types) {
        types.kinds(Cushion.class)
                .kind("above-floor", Cushion.AccountFloor.class, Floor.class, Floor::floor, Floor::new)
                .kind("above-share-of-initial", Cushion.AboveShareOfInitialBalance.class)
                .kind("under-high-water-mark", Cushion.UnderHighWaterMark.class)
                .end();
        types.kinds(Cppi.Freeze.class)
                .kind("until-recovered", Cppi.Freeze.UntilRecovered.class)
                .kind("for-days", Cppi.Freeze.ForDays.class)
                .end();
        types.is(
                BetaQuantile.class, new Containers.Converted<>(Scalars.DECIMAL, BetaQuantile::at, BetaQuantile::level));
        types.absent(FixedFractional.class, "base", RiskBase.BALANCE)
                .absent(FixedFractional.class, "allowed", FixedFractional.allowing(Fraction.LARGEST_RISK))
                .absent(DrawdownManager.class, "recovery", 0.0)
                .absent(Bayes.class, "decay", Decay.none())
                .absent(Forms.Sizing.class, "limits", List.of())
                .absent(Forms.Sizing.class, "caps", RiskCaps.none())
                .absent(Forms.Sizing.class, "blackout", Gate.alwaysOpen())
                .absent(Forms.Sizing.class, "session", Gate.alwaysOpen())
                .absent(Forms.Sizing.class, "risesAfterLoss", false);
        types.kinds(RiskModule.class)
                .kind("fixed-fractional", FixedFractional.class)
                .kind("constant-money", ConstantMoney.class)
                .kind("linear-edge", LinearEdge.class)
                .kind("fixed-vol-target", FixedVolTarget.class)
                .kind("vol-target", VolTarget.class)
                .kind("kelly", Kelly.class)
                .kind("bayes", Bayes.class)
                .kind("cppi", Cppi.class)
                .kind("drawdown-manager", DrawdownManager.class)
                .kind("daily-headroom", DailyHeadroom.class)
                .kind("target-glide", TargetGlide.class)
                .kind("losing-streak-ladder", LosingStreakLadder.class)
                .kind("scaled", Combination.Scaled.class)
                .kind("capped", Combination.Capped.class)
                .kind("or-else", Combination.OrElse.class)
                .kind("least", Combination.Least.class)
                .kind("greatest", Combination.Greatest.class)
                .kind("average", Combination.Average.class)
                .kind("optimal-stake", OptimalStake.class, Forms.Table.class, Forms.Table::stake, Forms.Table::of)
                .end();
        types.is(
                PositionSizer.class,
                new Containers.Shorthand<>(
                        new Containers.Converted<>(
                                types.structure(Forms.Sizing.class), Forms.Sizing::sizer, Forms.Sizing::of),
                        new Scalars.Text<>(
                                "one of [conservative, balanced, aggressive]",
                                Pattern.compile("conservative|balanced|aggressive"),
                                text -> text,
                                text -> text),
                        JsonNode::isTextual,
                        PRESETS::get,
                        sizer -> PRESETS.entrySet().stream()
                                .filter(preset -> preset.getValue().equals(sizer))
                                .map(Map.Entry::getKey)
                                .findFirst()));
    }

    /**
     * A cushion above a floor of the account.
     *
     * @param floor which floor
     */
    private record Floor(Cushion.AccountFloor floor) {}

    private static void plans(Types types) {
        types.absent(Positions.class, "path", Positions.oneByOne().path())
                .absent(Positions.class, "atOnce", 1)
                .absent(Positions.class, "correlation", 0.0)
                .absent(Positions.class, "overnight", 0.0)
                .absent(
                        TradingPlan.class,
                        "abandonAfter",
                        TradingPlan.standard().abandonAfter())
                .absent(
                        TradingPlan.class,
                        "stalledAfter",
                        TradingPlan.standard().stalledAfter())
                .absent(RunningStart.class, "settlement", Settlement.AT_LAST_MARK)
                .absent(RunningStart.class, "tradesBefore", 0)
                .absent(RunningStart.class, "tradesToday", 0)
                .absent(RunningStart.class, "idleDays", 0)
                .absent(SimulationSpec.class, "positions", Positions.oneByOne())
                .absent(SimulationSpec.class, "tradingPlan", TradingPlan.standard())
                .absent(SimulationSpec.class, "calendar", TradingCalendar.weekdays())
                .absent(SimulationSpec.class, "start", Start.fresh())
                .absent(SimulationSpec.class, "accounts", 1)
                .absent(SimulationSpec.class, "dependence", Dependence.independent());
        types.kinds(TradingHours.class)
                .kind("between", TradingHours.Between.class)
                .kind("times", TradingHours.Drawn.class)
                .end();
        types.is(
                TradingCalendar.class,
                new Containers.Converted<List<DayOfWeek>, TradingCalendar>(
                        new Containers.Listing<>(types.of(DayOfWeek.class)),
                        SpecTypes::calendar,
                        calendar -> List.copyOf(EnumSet.copyOf(calendar.days()))));
        types.kinds(Start.class)
                .kind("fresh", Start.Fresh.class)
                .kind("running", RunningStart.class)
                .end();
        types.kinds(Dependence.class)
                .kind("independent", Dependence.Independent.class)
                .kind("copied", Dependence.Copied.class)
                .kind("common-shocks", Dependence.CommonShocks.class)
                .kind("correlated", Dependence.Correlated.class)
                .end();
    }

    private static TradingCalendar calendar(List<DayOfWeek> days) {
        if (Set.copyOf(days).size() < days.size()) {
            throw new IllegalArgumentException("days must be different, were " + days);
        }
        return TradingCalendar.of(Set.copyOf(days));
    }

    private static void policies(Types types) {
        types.absent(StakeMenu.class, "base", StakeMenu.Base.INITIAL_BALANCE)
                .absent(StakeMenu.class, "withinCushion", false)
                .absent(Forms.Policy.class, "tradingPlan", TradingPlan.standard())
                .absent(Forms.Policy.class, "calendar", TradingCalendar.weekdays())
                .absent(Forms.Policy.class, "start", Start.fresh())
                .absent(Forms.Policy.class, "afterLoss", AfterLoss.FREE)
                .absent(Forms.Policy.class, "goal", Goal.pass())
                .absent(Forms.Policy.class, "mostStates", 3_000_000);
        types.kinds(Goal.class)
                .kind("pass", Goal.Pass.class)
                .kind("pass-phase", Goal.PassPhase.class)
                .kind("expected-money", Goal.ExpectedMoney.class)
                .end();
        types.is(PolicySearch.class, Forms.Policy.class, Forms.Policy::search, Forms.Policy::of);
    }

    private static void journeys(Types types) {
        types.absent(Forms.Buying.class, "resets", Integer.MAX_VALUE)
                .absent(Forms.Buying.class, "payouts", PayoutPlan.all())
                .absent(Forms.Buying.class, "rate", BigDecimal.ONE)
                .absent(PayoutPlan.class, "every", 1)
                .absent(PayoutPlan.class, "share", 1.0);
        types.is(JourneySpec.class, Forms.Buying.class, Forms.Buying::spec, Forms.Buying::of);
    }

    private static void portfolios(Types types) {
        types.absent(Forms.Challenges.class, "dependence", Dependence.independent())
                .absent(Forms.Challenges.class, "trials", 100_000L)
                .absent(Forms.Challenges.class, "seed", 42L);
        types.is(Portfolio.class, Forms.Challenges.class, Forms.Challenges::portfolio, Forms.Challenges::of);
    }

    private static void answers(Types types) {
        types.text(Answer.Method.class, "exact or monte-carlo", "exact|monte-carlo", Answer.Method::of)
                .nullable(Answer.Interval.class, "value", "lower", "upper", "n")
                .nullable(Answer.Score.class, "value", "lower", "upper", "n")
                .nullable(Answer.Policy.class, "n")
                .nullable(Answer.Stake.class, "n")
                .nullable(Answer.Phase.class, "pass")
                .nullable(Answer.Pair.class, "correlation")
                .nullable(Answer.Distribution.class, "mean", "p10", "p50", "p90")
                .nullable(
                        Answer.Journey.class,
                        "attempts",
                        "funded",
                        "cost",
                        "payout",
                        "payouts",
                        "ev",
                        "payoutProbability",
                        "blown",
                        "residual",
                        "daysToFunded",
                        "daysToFundedP50");
        types.is(
                Answer.Setting.class,
                new Containers.Shorthand<>(
                        new Containers.Converted<String, Answer.Setting>(
                                types.of(String.class),
                                Answer.Setting.Words::new,
                                words -> ((Answer.Setting.Words) words).value()),
                        Scalars.DECIMAL,
                        JsonNode::isNumber,
                        Answer.Setting.Numeric::new,
                        setting -> setting instanceof Answer.Setting.Numeric number
                                ? Optional.of(number.value())
                                : Optional.empty()));
    }

    /** Whole numbers, decimals, truth values and texts by name, as a module saved them. */
    private record SavedValuesType() implements JsonType<SavedValues> {

        @Override
        public Optional<SavedValues> read(JsonNode node, Place at) {
            if (!node.isObject()) {
                at.problem("must be an object, was " + Scalars.quote(node));
                return Optional.empty();
            }
            SavedValues.Builder values = SavedValues.builder();
            int before = at.count();
            node.properties().forEach(entry -> add(values, entry.getKey(), entry.getValue(), at));
            return at.count() > before ? Optional.empty() : Optional.of(values.build());
        }

        private static void add(SavedValues.Builder values, String name, JsonNode value, Place at) {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                values.number(name, value.longValue());
            } else if (value.isDouble() && Double.isFinite(value.doubleValue())) {
                values.decimal(name, value.doubleValue());
            } else if (value.isBoolean()) {
                values.flag(name, value.booleanValue());
            } else if (value.isTextual()) {
                values.text(name, value.textValue());
            } else {
                at.field(name).problem("must be a number, true, false or a text, was " + Scalars.quote(value));
            }
        }

        @Override
        public JsonNode write(SavedValues value) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.asMap().forEach((name, each) -> object.set(name, node(each)));
            return object;
        }

        private static JsonNode node(Object value) {
            if (value instanceof Long number) {
                return LongNode.valueOf(number);
            }
            if (value instanceof Double decimal) {
                return DoubleNode.valueOf(decimal);
            }
            return value instanceof Boolean flag ? BooleanNode.valueOf(flag) : TextNode.valueOf((String) value);
        }

        @Override
        public ObjectNode schema(Definitions definitions) {
            ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
            schema.putObject("additionalProperties")
                    .putArray("type")
                    .add("number")
                    .add("boolean")
                    .add("string");
            return schema;
        }
    }
}
