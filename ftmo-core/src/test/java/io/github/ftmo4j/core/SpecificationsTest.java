package io.github.ftmo4j.core;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.ftmo4j.core.account.CompiledPhase;
import io.github.ftmo4j.core.account.Position;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.AlwaysOpen;
import io.github.ftmo4j.core.gate.BothGates;
import io.github.ftmo4j.core.gate.CodedGate;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.MarketBreak;
import io.github.ftmo4j.core.gate.MarketBreaks;
import io.github.ftmo4j.core.gate.MarketHours;
import io.github.ftmo4j.core.gate.NewsBlackout;
import io.github.ftmo4j.core.gate.NewsEvent;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.gate.Sessions;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.order.Instrument;
import io.github.ftmo4j.core.order.Notional;
import io.github.ftmo4j.core.order.Order;
import io.github.ftmo4j.core.order.OrderCheck;
import io.github.ftmo4j.core.order.PreTradeCheck;
import io.github.ftmo4j.core.order.Quotes;
import io.github.ftmo4j.core.order.Refusal;
import io.github.ftmo4j.core.order.Side;
import io.github.ftmo4j.core.program.AssetClass;
import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Leverage;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.Lock;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.ProfitSplit;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.Restrictions;
import io.github.ftmo4j.core.program.RewardTerms;
import io.github.ftmo4j.core.program.ScalingPlan;
import io.github.ftmo4j.core.program.Source;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingConditions;
import io.github.ftmo4j.core.program.TradingDays;
import io.github.ftmo4j.core.time.TradingDayClock;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user specifies is a value: equal if all that was specified is, and readable. */
class SpecificationsTest {

    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
    private static final Limit TENTH = Limit.ofInitial(0.10);

    /** Answers of the library and state, which nobody specifies. */
    private static final Set<Class<?>> ANSWERS =
            Set.of(OrderCheck.class, Refusal.class, ScalingPlan.Review.class, ScalingPlan.Standing.class);

    /**
     * A specification and others that differ from it.
     *
     * @param type the type
     * @param builds builds all of them anew, the specification first
     */
    record Specification(Class<?> type, Supplier<List<Object>> builds) {
        @Override
        public String toString() {
            return type.getSimpleName();
        }
    }

    private static Specification of(Class<?> type, Supplier<List<Object>> builds) {
        return new Specification(type, builds);
    }

    private static Phase.Builder phase() {
        return Phase.builder("Evaluation", usd(100_000)).maximumLoss(0.10);
    }

    private static FundedTerms funded() {
        return FundedTerms.of(phase().build(), 0.80, 14);
    }

    private static Program program() {
        return Program.of("Program", phase().build());
    }

    private static Instrument instrument(
            String symbol, String tick, String value, String step, String minimum, String maximum, String commission) {
        return new Instrument(
                symbol,
                new BigDecimal(tick),
                new BigDecimal(value),
                new BigDecimal(step),
                new BigDecimal(minimum),
                new BigDecimal(maximum),
                new BigDecimal(commission),
                Currency.getInstance("USD"),
                Optional.of(AssetClass.FX));
    }

    private static Sessions sessions(String zone, int hour) {
        return Sessions.in(ZoneId.of(zone))
                .daily(LocalTime.of(hour, 0), LocalTime.of(17, 0))
                .build();
    }

    private static NewsEvent news(String title) {
        return new NewsEvent(AT, "USD", Impact.HIGH, title);
    }

    static Stream<Specification> specifications() {
        return Stream.of(
                        programs(),
                        limits(),
                        List.of(
                                of(
                                        TradingDayClock.class,
                                        () -> List.of(
                                                TradingDayClock.midnight(ZoneId.of("America/New_York")),
                                                TradingDayClock.prague(),
                                                TradingDayClock.metaTrader())),
                                of(Money.class, () -> List.of(usd(1), usd(2), Money.eur(1))),
                                of(
                                        CompiledPhase.class,
                                        () -> List.of(
                                                CompiledPhase.of(phase().build()),
                                                CompiledPhase.of(
                                                        phase().name("Other").build())))),
                        gates(),
                        orders())
                .flatMap(List::stream);
    }

    private static List<Specification> programs() {
        return List.of(
                of(
                        Phase.class,
                        () -> List.of(
                                phase().build(),
                                phase().name("Other").build(),
                                phase().initialBalance(usd(50_000)).build(),
                                phase().profitTarget(0.10).build(),
                                phase().maximumLoss(0.08).build(),
                                phase().dailyLoss(0.05).build(),
                                phase().floatingLoss(TENTH).build(),
                                phase().bestDay(BestDay.ofProfitableDays(0.5)).build(),
                                phase().minimumTradingDays(4).build(),
                                phase().timeLimit(TimeLimit.weekdays(30)).build(),
                                phase().inactivity(Inactivity.of(30)).build(),
                                phase().breachTest(BreachTest.TOUCH).build(),
                                phase().restrictions(Restrictions.none().withStopRequired())
                                        .build(),
                                phase().leverage(Leverage.of(AssetClass.FX, "30"))
                                        .build())),
                of(
                        Program.class,
                        () -> List.of(
                                program(),
                                Program.of("Other", phase().build()),
                                Program.of("Program", phase().dailyLoss(0.05).build()),
                                program().withFunded(funded()),
                                program().withFee(new Fee(usd(500), Fee.Refund.NEVER)),
                                program().withClock(TradingDayClock.metaTrader()),
                                program().withConditions(new TradingConditions(1, 1, 1)),
                                program().withSource(new Source("https://example.com/", LocalDate.EPOCH)))),
                of(
                        FundedTerms.class,
                        () -> List.of(
                                funded(),
                                funded().withAccount(phase().dailyLoss(0.05).build()),
                                FundedTerms.of(phase().build(), 0.90, 14),
                                FundedTerms.of(phase().build(), 0.80, 30),
                                funded().withMinimumProfit(usd(20)),
                                funded().withScaling(new ScalingPlan(4, 0.10, 2, 0.25, usd(2_000_000), 0.90)),
                                funded().withUnknown(FundedTerms.Unknown.CAP))),
                of(
                        ProfitSplit.class,
                        () -> List.of(
                                ProfitSplit.of(0.80),
                                ProfitSplit.of(0.90),
                                ProfitSplit.of(0.80).withStep(usd(25_000), 1),
                                ProfitSplit.of(0.80).withStep(usd(20_000), 1),
                                ProfitSplit.of(0.80).withStep(usd(25_000), 0.95))),
                of(
                        ProfitSplit.Step.class,
                        () -> List.of(
                                new ProfitSplit.Step(usd(1), 0.8),
                                new ProfitSplit.Step(usd(2), 0.8),
                                new ProfitSplit.Step(usd(1), 0.9))),
                of(
                        RewardTerms.class,
                        () -> List.of(
                                RewardTerms.after(14),
                                RewardTerms.after(30),
                                RewardTerms.after(14).withFirstAfter(30),
                                RewardTerms.after(14).withMinimumProfit(usd(20)),
                                RewardTerms.after(14).withBuffer(TENTH),
                                RewardTerms.after(14).withCaps(TENTH),
                                RewardTerms.after(14).withRollover(RewardTerms.Rollover.UNDIVIDED))),
                of(
                        Leverage.class,
                        () -> List.of(
                                Leverage.of(AssetClass.FX, "30"),
                                Leverage.of(AssetClass.FX, "100"),
                                Leverage.of(AssetClass.CRYPTO, "30"))),
                of(
                        ScalingPlan.class,
                        () -> List.of(
                                new ScalingPlan(4, 0.10, 2, 0.25, usd(2_000_000), 0.90),
                                new ScalingPlan(3, 0.10, 2, 0.25, usd(2_000_000), 0.90),
                                new ScalingPlan(4, 0.12, 2, 0.25, usd(2_000_000), 0.90),
                                new ScalingPlan(4, 0.10, 3, 0.25, usd(2_000_000), 0.90),
                                new ScalingPlan(4, 0.10, 2, 0.50, usd(2_000_000), 0.90),
                                new ScalingPlan(4, 0.10, 2, 0.25, usd(1_000_000), 0.90),
                                new ScalingPlan(4, 0.10, 2, 0.25, usd(2_000_000), 0.80))),
                of(
                        Fee.class,
                        () -> List.of(
                                new Fee(usd(500), Fee.Refund.NEVER),
                                new Fee(usd(600), Fee.Refund.NEVER),
                                new Fee(usd(500), Fee.Refund.WITH_FIRST_REWARD),
                                new Fee(usd(500), Fee.Refund.NEVER).withMonthly(usd(50)),
                                new Fee(usd(500), Fee.Refund.NEVER).withReset(usd(50)),
                                new Fee(usd(500), Fee.Refund.NEVER).withActivation(usd(50)),
                                new Fee(usd(500), Fee.Refund.NEVER)
                                        .withFreeRetry(new Fee.FreeRetry(Fee.FreeRetry.After.ANY_FAILURE, 1)))),
                of(
                        Fee.FreeRetry.class,
                        () -> List.of(
                                new Fee.FreeRetry(Fee.FreeRetry.After.ANY_FAILURE, 1),
                                new Fee.FreeRetry(Fee.FreeRetry.After.ANY_FAILURE, 2),
                                new Fee.FreeRetry(Fee.FreeRetry.After.TIME_LIMIT_IN_PROFIT, 1))),
                of(
                        Source.class,
                        () -> List.of(
                                new Source("https://example.com/", LocalDate.EPOCH),
                                new Source("https://example.org/", LocalDate.EPOCH),
                                new Source("https://example.com/", LocalDate.EPOCH.plusDays(1)),
                                new Source("https://example.com/", LocalDate.EPOCH).withNote("old"))),
                of(
                        TradingConditions.class,
                        () -> List.of(
                                new TradingConditions(2_000, 200, 2_000),
                                new TradingConditions(1_000, 200, 2_000),
                                new TradingConditions(2_000, 100, 2_000),
                                new TradingConditions(2_000, 200, 1_000))),
                of(
                        Restrictions.class,
                        () -> List.of(
                                Restrictions.none(),
                                Restrictions.none().withStopRequired(),
                                Restrictions.none().withNewsWindow(Duration.ZERO, Duration.ZERO),
                                Restrictions.none().withFlatBefore(Duration.ZERO),
                                Restrictions.none().failing())),
                of(
                        Restrictions.Window.class,
                        () -> List.of(
                                new Restrictions.Window(Duration.ZERO, Duration.ZERO),
                                new Restrictions.Window(Duration.ofMinutes(2), Duration.ZERO),
                                new Restrictions.Window(Duration.ZERO, Duration.ofMinutes(2)))));
    }

    private static List<Specification> limits() {
        return List.of(
                of(Limit.ShareOfInitial.class, () -> List.of(TENTH, Limit.ofInitial(0.2), Limit.ofReference(0.1))),
                of(Limit.ShareOfReference.class, () -> List.of(Limit.ofReference(0.1), Limit.ofReference(0.2), TENTH)),
                of(Limit.Amount.class, () -> List.of(Limit.amount(usd(1)), Limit.amount(usd(2)))),
                of(
                        Lock.class,
                        () -> List.of(
                                new Lock(usd(0), Optional.empty()),
                                new Lock(usd(1), Optional.empty()),
                                new Lock(usd(0), Optional.of(usd(1))))),
                of(
                        MaximumLoss.class,
                        () -> List.of(
                                MaximumLoss.trailing(TENTH, MaximumLoss.Reference.CLOSED_BALANCE),
                                MaximumLoss.trailing(Limit.ofInitial(0.2), MaximumLoss.Reference.CLOSED_BALANCE),
                                MaximumLoss.fixed(TENTH),
                                MaximumLoss.trailing(TENTH, MaximumLoss.Reference.CLOSED_BALANCE)
                                        .lockedAbove(usd(0)),
                                MaximumLoss.trailing(TENTH, MaximumLoss.Reference.CLOSED_BALANCE)
                                        .keptByPayout())),
                of(
                        DailyLoss.class,
                        () -> List.of(
                                DailyLoss.of(TENTH),
                                DailyLoss.of(Limit.ofReference(0.10)),
                                DailyLoss.of(TENTH).anchoredAt(DailyLoss.Anchor.HIGHER),
                                DailyLoss.of(TENTH).judged(DailyLoss.Judged.AT_CLOSE),
                                DailyLoss.of(TENTH).pausing())),
                of(
                        BestDay.class,
                        () -> List.of(
                                BestDay.ofProfitableDays(0.5),
                                BestDay.ofProfitableDays(0.4),
                                new BestDay(0.5, BestDay.Measure.NET_PROFIT))),
                of(
                        TimeLimit.class,
                        () -> List.of(TimeLimit.weekdays(30), TimeLimit.weekdays(60), TimeLimit.calendarDays(30))),
                of(
                        TradingDays.class,
                        () -> List.of(
                                TradingDays.opened(4),
                                TradingDays.opened(5),
                                TradingDays.closed(4),
                                TradingDays.profitable(4, TENTH))),
                of(
                        Inactivity.class,
                        () -> List.of(
                                Inactivity.of(30),
                                Inactivity.of(60),
                                Inactivity.of(30).withDeepLoss(TENTH, 30))),
                of(
                        Inactivity.DeepLoss.class,
                        () -> List.of(
                                new Inactivity.DeepLoss(TENTH, 30),
                                new Inactivity.DeepLoss(Limit.ofInitial(0.08), 30),
                                new Inactivity.DeepLoss(TENTH, 31))));
    }

    private static List<Specification> gates() {
        return List.of(
                of(AlwaysOpen.class, () -> List.of(Gate.alwaysOpen())),
                of(
                        BothGates.class,
                        () -> List.of(
                                sessions("UTC", 9).and(MarketHours.forex()),
                                sessions("UTC", 8).and(MarketHours.forex()),
                                sessions("UTC", 9).and(Gate.alwaysOpen()))),
                of(
                        CodedGate.class,
                        () -> List.of(
                                sessions("UTC", 9).coded("CODE"),
                                sessions("UTC", 8).coded("CODE"),
                                sessions("UTC", 9).coded("OTHER"))),
                of(Sessions.class, () -> List.of(sessions("UTC", 9), sessions("UTC", 8), sessions("Europe/Prague", 9))),
                of(
                        Sessions.Window.class,
                        () -> List.of(
                                new Sessions.Window(DayOfWeek.MONDAY, LocalTime.NOON, DayOfWeek.MONDAY, LocalTime.MAX),
                                new Sessions.Window(DayOfWeek.SUNDAY, LocalTime.NOON, DayOfWeek.MONDAY, LocalTime.MAX),
                                new Sessions.Window(DayOfWeek.MONDAY, LocalTime.MIN, DayOfWeek.MONDAY, LocalTime.MAX),
                                new Sessions.Window(DayOfWeek.MONDAY, LocalTime.NOON, DayOfWeek.FRIDAY, LocalTime.MAX),
                                new Sessions.Window(
                                        DayOfWeek.MONDAY, LocalTime.NOON, DayOfWeek.MONDAY, LocalTime.of(13, 0)))),
                of(
                        NewsEvent.class,
                        () -> List.of(
                                news("CPI"),
                                new NewsEvent(AT.plusSeconds(1), "USD", Impact.HIGH, "CPI"),
                                new NewsEvent(AT, "EUR", Impact.HIGH, "CPI"),
                                new NewsEvent(AT, "USD", Impact.LOW, "CPI"),
                                news("GDP"))),
                of(
                        NewsBlackout.class,
                        () -> List.of(
                                NewsBlackout.around(List.of(news("CPI"))).build(),
                                NewsBlackout.around(List.of(news("GDP"))).build(),
                                NewsBlackout.around(List.of(news("CPI")))
                                        .before(Duration.ofMinutes(5))
                                        .build(),
                                NewsBlackout.around(List.of(news("CPI")))
                                        .after(Duration.ofMinutes(5))
                                        .build())),
                of(
                        MarketBreak.class,
                        () -> List.of(
                                new MarketBreak(AT, AT.plusSeconds(2)),
                                new MarketBreak(AT.plusSeconds(1), AT.plusSeconds(2)),
                                new MarketBreak(AT, AT.plusSeconds(3)))),
                of(
                        MarketHours.class,
                        () -> List.of(
                                MarketHours.forex(),
                                MarketHours.of(sessions("UTC", 9)),
                                MarketHours.forex().closed(LocalDate.of(2026, 12, 25)))),
                of(
                        MarketBreaks.class,
                        () -> List.of(
                                MarketHours.forex().breaksLongerThan(Duration.ofHours(2)),
                                MarketHours.of(sessions("UTC", 9)).breaksLongerThan(Duration.ofHours(2)),
                                MarketHours.forex().breaksLongerThan(Duration.ofHours(3)),
                                MarketHours.forex().weekends(),
                                MarketHours.forex()
                                        .breaksLongerThan(Duration.ofHours(2))
                                        .lead(Duration.ofHours(1)))),
                of(
                        RiskCaps.class,
                        () -> List.of(
                                RiskCaps.builder().perTrade(0.01).build(),
                                RiskCaps.builder().perTrade(0.02).build(),
                                RiskCaps.builder().perDay(0.01).build(),
                                new RiskCaps(Map.of(RiskCap.CAP_OPEN_POSITIONS, new RiskCaps.Count(1))))),
                of(
                        RiskCaps.Share.class,
                        () -> List.of(
                                new RiskCaps.Share(0.01, RiskBase.BALANCE),
                                new RiskCaps.Share(0.02, RiskBase.BALANCE),
                                new RiskCaps.Share(0.01, RiskBase.EQUITY))),
                of(RiskCaps.Amount.class, () -> List.of(new RiskCaps.Amount(usd(1)), new RiskCaps.Amount(usd(2)))),
                of(RiskCaps.Count.class, () -> List.of(new RiskCaps.Count(1), new RiskCaps.Count(2))));
    }

    private static List<Specification> orders() {
        return List.of(
                of(
                        Position.class,
                        () -> List.of(
                                Position.of("1"),
                                Position.of("2"),
                                Position.of("1").withLots(BigDecimal.valueOf(2)),
                                Position.of("1").withProfitAtStop(usd(-1)))),
                of(
                        Order.class,
                        () -> List.of(
                                Order.withoutStop("1"),
                                Order.withoutStop("2"),
                                Order.risking("1", usd(1)),
                                Order.withoutStop("1").withSymbol("EURUSD"),
                                Order.withoutStop("1").withSide(Side.BUY),
                                Order.withoutStop("1").withLots(BigDecimal.ONE),
                                Order.withoutStop("1").withNotional(new Notional(usd(1), Optional.empty())))),
                of(
                        Quotes.class,
                        () -> List.of(
                                Quotes.of("EURUSD", "1.25"),
                                Quotes.of("EURUSD", "1.26"),
                                Quotes.of("EURUSD", "1.25").and("USDJPY", "160"))),
                of(
                        Notional.class,
                        () -> List.of(
                                new Notional(usd(1), Optional.empty()),
                                new Notional(usd(2), Optional.empty()),
                                new Notional(usd(1), Optional.of(AssetClass.FX)))),
                of(
                        PreTradeCheck.class,
                        () -> List.of(
                                new PreTradeCheck(usd(0), RiskCaps.none(), List.of()),
                                new PreTradeCheck(usd(1), RiskCaps.none(), List.of()),
                                new PreTradeCheck(
                                        usd(0), RiskCaps.ftmoPlatform().build(), List.of()),
                                new PreTradeCheck(usd(0), RiskCaps.none(), List.of(Gate.alwaysOpen())))),
                of(
                        Instrument.class,
                        () -> List.of(
                                instrument("EURUSD", "0.0001", "10", "0.01", "0.01", "100", "0"),
                                instrument("GBPUSD", "0.0001", "10", "0.01", "0.01", "100", "0"),
                                instrument("EURUSD", "0.0002", "10", "0.01", "0.01", "100", "0"),
                                instrument("EURUSD", "0.0001", "11", "0.01", "0.01", "100", "0"),
                                instrument("EURUSD", "0.0001", "10", "0.02", "0.01", "100", "0"),
                                instrument("EURUSD", "0.0001", "10", "0.01", "0.02", "100", "0"),
                                instrument("EURUSD", "0.0001", "10", "0.01", "0.01", "200", "0"),
                                instrument("EURUSD", "0.0001", "10", "0.01", "0.01", "100", "7"),
                                instrument("EURUSD", "0.0001", "10", "0.01", "0.01", "100", "0")
                                        .withAssetClass(AssetClass.CRYPTO),
                                Instrument.of("EURUSD", "0.0001", Money.eur(10)))));
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void isAValue(Specification specification) throws ReflectiveOperationException {
        List<Object> some = specification.builds().get();
        List<Object> again = specification.builds().get();
        Object base = some.get(0);
        assertThat(base).isInstanceOf(specification.type());
        assertThat(some).isEqualTo(again).doesNotHaveDuplicates();
        assertThat(some.stream().map(Objects::hashCode))
                .containsExactlyElementsOf(again.stream().map(Objects::hashCode).toList());
        assertThat(some.stream().map(Objects::hashCode).distinct())
                .as("different hash codes")
                .hasSizeGreaterThanOrEqualTo(Math.min(2, some.size()));
        assertThat(base.toString())
                .isEqualTo(again.get(0).toString())
                .isNotBlank()
                .doesNotContain("@", "$$Lambda");
        for (RecordComponent component : components(specification.type())) {
            List<Object> values = new ArrayList<>();
            for (Object value : some) {
                if (specification.type().isInstance(value)) {
                    values.add(component.getAccessor().invoke(value));
                }
            }
            assertThat(values.stream().distinct())
                    .as("different values of " + component.getName())
                    .hasSizeGreaterThan(1);
        }
    }

    private static List<RecordComponent> components(Class<?> type) {
        return type.isRecord() ? Arrays.asList(type.getRecordComponents()) : List.of();
    }

    @Tag("long")
    @Test
    void allSpecificationsAreListed() {
        Set<String> listed = specifications()
                .map(specification -> specification.type().getName())
                .collect(Collectors.toSet());
        Set<String> answers = ANSWERS.stream().map(Class::getName).collect(Collectors.toSet());
        List<String> missing = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(Stream.of("program", "gate", "order", "money", "time")
                                .map(name -> "io.github.ftmo4j.core." + name)
                                .toList())
                        .stream()
                        .filter(SpecificationsTest::canBeSpecified)
                        .map(JavaClass::getName)
                        .filter(name -> !listed.contains(name) && !answers.contains(name))
                        .toList();
        assertThat(missing).isEmpty();
    }

    /** A public class that is no enum, interface or builder, and of which there are instances. */
    private static boolean canBeSpecified(JavaClass type) {
        boolean instantiable = type.isRecord()
                || type.getAllFields().stream()
                        .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC));
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.isEnum()
                && !type.isInterface()
                && !type.getSimpleName().equals("Builder")
                && instantiable;
    }
}
