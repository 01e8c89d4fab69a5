package io.github.ftmo4j.mm;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.SizingDecision.Statement;
import io.github.ftmo4j.mm.contract.TradedAccount;
import io.github.ftmo4j.mm.module.Bayes;
import io.github.ftmo4j.mm.module.Cppi;
import io.github.ftmo4j.mm.module.DrawdownManager;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.FixedVolTarget;
import io.github.ftmo4j.mm.module.LinearEdge;
import io.github.ftmo4j.mm.module.Prior;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionSizerTest {

    private static final Gate CLOSED = moment -> false;

    private final TradedAccount account = TradedAccount.unlimited(usd(100_000));

    /** Always says the same amount of minor units. */
    private record Says(String name, double amount) implements RiskModule {
        @Override
        public ModuleState start() {
            return (view, moment) -> amount;
        }
    }

    private static Says says(double amount) {
        return new Says("says", amount);
    }

    private static Says abstains() {
        return new Says("abstains", ModuleState.ABSTAIN);
    }

    private static AccountSizing open(PositionSizer.Builder builder) {
        return builder.build().start().open();
    }

    private static PositionSizer.Builder proposing(double amount) {
        return PositionSizer.builder().propose(says(amount));
    }

    private void assertDecision(AccountSizing sizing, long risk, Bound bound) {
        SizingDecision decision = account.decide(sizing);
        assertThat(decision.bound()).isEqualTo(bound);
        assertThat(decision.risk()).isEqualTo(usd(0).withMinorUnits(risk));
        assertThat(account.size(sizing)).isEqualTo(risk);
    }

    @Nested
    class Building {

        @Test
        void everythingThatIsWrongIsNamedAtOnce() {
            Bayes unwilling = Bayes.of(Prior.uniform(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PositionSizer.builder()
                            .limit(unwilling)
                            .limit(unwilling.probe(0.05))
                            .build())
                    .withMessageStartingWith("at least one module must propose, limits were [")
                    .withMessageContaining("; probe must be above 0 where the prior alone proposes nothing")
                    .withMessageContaining("; probe must be at most the cap of 0.01, was 0.05");
        }

        @Test
        void limitsAloneAreRefused() {
            PositionSizer.Builder builder = PositionSizer.builder().limit(DrawdownManager.band(0.05, 0.01));
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageContaining("propose")
                    .withMessageContaining("DrawdownManager");
        }

        @Test
        void nothingAtAllIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PositionSizer.builder().build());
        }

        @ParameterizedTest
        @ValueSource(doubles = {5, 1, 0.21, 0, -0.01, Double.NaN, Double.POSITIVE_INFINITY})
        void aCapThatIsNoFractionIsRefused(double cap) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PositionSizer.builder().cap(cap))
                    .withMessageContaining("cap")
                    .withMessageContaining("0.01 for 1 %")
                    .withMessageContaining(String.valueOf(cap));
        }

        @ParameterizedTest
        @ValueSource(doubles = {5, 1.01, -0.01, Double.NaN, Double.POSITIVE_INFINITY})
        void aFreezeThresholdThatIsNoFractionIsRefused(double threshold) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PositionSizer.builder().freezeBelow(threshold, Cushion.aboveBindingFloor()))
                    .withMessageContaining("freeze threshold")
                    .withMessageContaining(String.valueOf(threshold));
        }

        @ParameterizedTest
        @ValueSource(doubles = {5, 0, -0.01, Double.NaN})
        void aRatchetThatIsNoFractionIsRefused(double share) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Cushion.underHighWaterMark(share))
                    .withMessageContaining("share");
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, 1})
        void theEndsOfTheRangeAreAccepted(double threshold) {
            assertThatCode(() -> PositionSizer.builder()
                            .freezeBelow(threshold, Cushion.aboveBindingFloor())
                            .cap(0.2))
                    .doesNotThrowAnyException();
        }

        @Test
        void aSizerShowsWhatItIsBuiltOf() {
            Says proposal = says(1);
            DrawdownManager limit = DrawdownManager.band(0.05, 0.01);
            PositionSizer sizer = PositionSizer.builder()
                    .propose(proposal)
                    .limit(limit)
                    .cap(0.01)
                    .freezeBelow(0.02, Cushion.aboveBindingFloor())
                    .build();
            assertThat(sizer.proposals()).containsExactly(proposal);
            assertThat(sizer.limits()).containsExactly(limit);
            assertThat(sizer.caps()).isEqualTo(RiskCaps.builder().perTrade(0.01).build());
            assertThat(sizer.freeze())
                    .hasValueSatisfying(freeze -> assertThat(freeze.threshold()).isEqualTo(0.02));
            assertThat(sizer.blackout().isOpen(account.moment())).isTrue();
            assertThat(sizer.session().isOpen(account.moment())).isTrue();
        }

        @Test
        void aBuilderThatGoesOnDoesNotChangeWhatItBuilt() {
            PositionSizer.Builder builder = proposing(5_00);
            PositionSizer sizer = builder.build();
            builder.limit(says(1_00)).cap(0.00001).blackout(CLOSED);
            assertThat(sizer.limits()).isEmpty();
            assertDecision(sizer.start().open(), 5_00, Bound.MODULE);
        }

        @Test
        void aSizerOfOneModuleOnlyProposes() {
            PositionSizer sizer = PositionSizer.of(FixedFractional.ofBalance(0.01));
            assertThat(sizer.proposals()).containsExactly(FixedFractional.ofBalance(0.01));
            assertThat(sizer.limits()).isEmpty();
            assertThat(sizer.caps()).isEqualTo(RiskCaps.none());
            assertThat(sizer.freeze()).isEmpty();
            assertDecision(sizer.start().open(), 1_000_00, Bound.MODULE);
        }
    }

    @Nested
    class Modules {

        @Test
        void whatCannotBeStartedCannotBeBuilt() {
            RiskModule broken = () -> {
                throw new IllegalArgumentException("probe must be at most the cap");
            };
            PositionSizer.Builder builder =
                    PositionSizer.builder().propose(says(1)).limit(broken);
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessage("probe must be at most the cap");
        }

        @Test
        void theSmallestAmountDecidesAndIsNamed() {
            AccountSizing sizing = open(PositionSizer.builder()
                    .propose(new Says("large", 300_00))
                    .propose(new Says("medium", 200_00))
                    .limit(new Says("silent", ModuleState.ABSTAIN))
                    .limit(new Says("small", 100_00)));
            SizingDecision decision = account.decide(sizing);
            assertThat(decision.risk()).isEqualTo(usd(100));
            assertThat(decision.bound()).isEqualTo(Bound.MODULE);
            assertThat(decision.module()).isEqualTo("small");
            assertThat(decision.statements())
                    .containsExactly(
                            new Statement("large", Optional.of(usd(300))),
                            new Statement("medium", Optional.of(usd(200))),
                            new Statement("silent", Optional.empty()),
                            new Statement("small", Optional.of(usd(100))));
        }

        @Test
        void whatIsSaidIsToldInWholeMinorUnitsAndAsNoMoreThanMoneyCanBe() {
            AccountSizing sizing = open(PositionSizer.builder()
                    .propose(new Says("between", 100_00.7))
                    .limit(new Says("boundless", Double.MAX_VALUE)));
            SizingDecision decision = account.decide(sizing);
            assertThat(decision.risk()).isEqualTo(usd(100));
            assertThat(decision.statements())
                    .containsExactly(
                            new Statement("between", Optional.of(usd(100))),
                            new Statement("boundless", Optional.of(usd(100_000_000_000L))));
        }

        @Test
        void whatIsLessThanTheSmallestCoinIsNothing() {
            AccountSizing sizing =
                    open(PositionSizer.builder().propose(says(0.9)).blackout(moment -> false));
            assertDecision(sizing, 0, Bound.MODULE);
        }

        @Test
        void statementsNameProposalsFirst() {
            AccountSizing sizing = open(
                    PositionSizer.builder().limit(new Says("limit", 200_00)).propose(new Says("proposal", 100_00)));
            assertThat(account.decide(sizing).statements())
                    .extracting(Statement::module)
                    .containsExactly("proposal", "limit");
            assertThat(account.decide(sizing).module()).isEqualTo("proposal");
        }

        @Test
        void ofEqualAmountsTheFirstIsNamed() {
            AccountSizing sizing = open(
                    PositionSizer.builder().propose(new Says("first", 100_00)).propose(new Says("second", 100_00)));
            assertThat(account.decide(sizing).module()).isEqualTo("first");
        }

        @Test
        void ifAllProposalsAbstainNothingIsRisked() {
            AccountSizing sizing =
                    open(PositionSizer.builder().propose(abstains()).limit(says(100_00)));
            SizingDecision decision = account.decide(sizing);
            assertThat(decision.risk()).isEqualTo(usd(0));
            assertThat(decision.bound()).isEqualTo(Bound.NO_PROPOSAL);
            assertThat(decision.module()).isEmpty();
            assertThat(decision.statements())
                    .containsExactly(
                            new Statement("abstains", Optional.empty()), new Statement("says", Optional.of(usd(100))));
        }

        @Test
        void oneProposalThatSpeaksIsEnough() {
            assertDecision(
                    open(PositionSizer.builder().propose(abstains()).propose(says(100_00))), 100_00, Bound.MODULE);
        }

        @Test
        void aModuleMayProposeNothing() {
            SizingDecision decision = account.decide(open(proposing(0).limit(says(100_00))));
            assertThat(decision.risk()).isEqualTo(usd(0));
            assertThat(decision.bound()).isEqualTo(Bound.MODULE);
            assertThat(decision.module()).isEqualTo("says");
        }

        @Test
        void aLimitMayForbid() {
            SizingDecision decision = account.decide(open(proposing(100_00).limit(new Says("never", 0))));
            assertThat(decision.risk()).isEqualTo(usd(0));
            assertThat(decision.bound()).isEqualTo(Bound.MODULE);
            assertThat(decision.module()).isEqualTo("never");
        }

        @ParameterizedTest
        @ValueSource(doubles = {-1, -1e-9, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void anImpossibleAmountIsTheModulesFault(double amount) {
            AccountSizing proposal = open(proposing(100).propose(new Says("broken", amount)));
            AccountSizing limit = open(proposing(100).limit(new Says("broken", amount)));
            for (AccountSizing sizing : new AccountSizing[] {proposal, limit}) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> account.size(sizing))
                        .withMessageContaining("broken")
                        .withMessageContaining(String.valueOf(amount));
                assertThatIllegalStateException()
                        .isThrownBy(() -> account.decide(sizing))
                        .withMessageContaining("broken");
            }
        }
    }

    @Nested
    class Rounding {

        @ParameterizedTest
        @CsvSource({"0.99, 0", "1.0, 1", "1.99, 1", "100.5, 100", "0, 0"})
        void amountsAreRoundedDown(double amount, long risk) {
            assertDecision(open(proposing(amount)), risk, Bound.MODULE);
        }

        @ParameterizedTest
        @CsvSource({
            "0.0029, 100, 29",
            "0.0057, 100, 57",
            "0.0035, 1000000, 350000",
            "0.01, 99.99, 99",
            "0.0001, 99.99, 0"
        })
        void aFractionMeansTheDecimalThatItPrintsAs(double fraction, String balance, long risk) {
            TradedAccount small = TradedAccount.unlimited(usd(balance));
            AccountSizing proposal = PositionSizer.of(FixedFractional.ofBalance(fraction))
                    .start()
                    .open();
            assertThat(small.size(proposal)).isEqualTo(risk);
            AccountSizing capped = open(proposing(1e9).cap(fraction));
            assertThat(small.size(capped)).isEqualTo(risk);
        }
    }

    @Nested
    class HouseRules {

        private final Cushion cushion = Cushion.underHighWaterMark(0.10);

        @Test
        void theFreezeHoldsUnderItsThresholdNotAtIt() {
            TradedAccount funded = TradedAccount.unlimited(usd(200_000)).earn(-20_000_00);
            AccountSizing atThreshold = open(proposing(100_00).freezeBelow(0.10, view -> 162_000_00));
            assertThat(funded.decide(atThreshold).bound()).isEqualTo(Bound.MODULE);
            AccountSizing under = open(proposing(100_00).freezeBelow(0.10, view -> 162_000_01));
            assertThat(funded.decide(under).bound()).isEqualTo(Bound.FROZEN);
        }

        @Test
        void aFreezeAtZeroNeverFreezes() {
            account.earn(-10_000_00);
            assertThat(cushion.of(account.view())).isZero();
            assertDecision(open(proposing(100_00).freezeBelow(0, cushion)), 100_00, Bound.MODULE);
        }

        @Test
        void aFreezeThaws() {
            AccountSizing sizing = open(proposing(100_00).freezeBelow(0.05, cushion));
            account.earn(-6_000_00);
            assertDecision(sizing, 0, Bound.FROZEN);
            account.earn(1_000_00);
            assertDecision(sizing, 100_00, Bound.MODULE);
        }

        @Test
        void afterALossNoMoreThanTheLastOpenedTradeNotThanTheOneThatLost() {
            AccountSizing sizing = open(proposing(500_00));
            sizing.opened(300_00);
            sizing.opened(200_00);
            sizing.closed(300_00, -300_00);
            assertDecision(sizing, 200_00, Bound.AFTER_LOSS);
            sizing.opened(150_00);
            assertDecision(sizing, 150_00, Bound.AFTER_LOSS);
        }

        @Test
        void breakingEvenNeitherStartsNorEndsIt() {
            AccountSizing sizing = open(proposing(500_00));
            sizing.opened(200_00);
            sizing.closed(200_00, 0);
            assertDecision(sizing, 500_00, Bound.MODULE);
            sizing.closed(200_00, -1);
            sizing.closed(200_00, 0);
            assertDecision(sizing, 200_00, Bound.AFTER_LOSS);
        }

        @Test
        void aWinEndsIt() {
            AccountSizing sizing = open(proposing(500_00));
            sizing.opened(200_00);
            sizing.closed(200_00, -200_00);
            sizing.closed(200_00, 1);
            assertDecision(sizing, 500_00, Bound.MODULE);
        }

        @Test
        void aSizerThatRisesAfterALossHasNoSuchRule() {
            AccountSizing sizing = open(proposing(500_00).risingAfterLoss());
            sizing.opened(200_00);
            sizing.closed(200_00, -200_00);
            assertDecision(sizing, 500_00, Bound.MODULE);
        }

        @Test
        void theRuleIsPartOfTheSpecification() {
            PositionSizer rising = proposing(500_00).risingAfterLoss().build();
            assertThat(rising.risesAfterLoss()).isTrue();
            assertThat(rising)
                    .isEqualTo(proposing(500_00).risingAfterLoss().build())
                    .hasSameHashCodeAs(proposing(500_00).risingAfterLoss().build())
                    .isNotEqualTo(proposing(500_00).build());
            assertThat(rising).asString().contains("rising after a loss");
            assertThat(proposing(500_00).build().risesAfterLoss()).isFalse();
        }

        @Test
        void aResetEndsIt() {
            AccountSizing sizing = open(proposing(500_00));
            sizing.opened(200_00);
            sizing.closed(200_00, -200_00);
            sizing.reset();
            assertDecision(sizing, 500_00, Bound.MODULE);
        }

        @Test
        void aSmallerTradeAfterALossIsTheModules() {
            AccountSizing sizing = open(proposing(200_00));
            sizing.opened(200_00);
            sizing.closed(200_00, -200_00);
            assertDecision(sizing, 200_00, Bound.MODULE);
        }

        @Test
        void theCapIsAShareOfItsBase() {
            account.earn(20_000_00).mark(90_000_00);
            assertDecision(open(proposing(5_000_00).cap(0.01)), 1_200_00, Bound.CAP_PER_TRADE);
            assertDecision(
                    open(proposing(5_000_00).cap(0.01, RiskBase.INITIAL_BALANCE)), 1_000_00, Bound.CAP_PER_TRADE);
            assertDecision(open(proposing(5_000_00).cap(0.01, RiskBase.EQUITY)), 900_00, Bound.CAP_PER_TRADE);
            assertDecision(open(proposing(900_00).cap(0.01, RiskBase.EQUITY)), 900_00, Bound.MODULE);
        }

        @Test
        void moreThanTheEquityCannotBeRisked() {
            assertDecision(open(proposing(1e15)), 100_000_00, Bound.EQUITY);
            account.mark(-1);
            assertDecision(open(proposing(1)), 0, Bound.EQUITY);
        }

        @Test
        void closedGatesAddUp() {
            Gate first = moment -> moment.tradeOfDay() != 0;
            Gate second = moment -> moment.tradeOfDay() != 1;
            AccountSizing blackouts = open(proposing(1_00).blackout(first).blackout(second));
            AccountSizing sessions = open(proposing(1_00).session(first).session(second));
            assertDecision(blackouts, 0, Bound.BLACKOUT);
            assertDecision(sessions, 0, Bound.OUT_OF_SESSION);
            account.earn(0);
            assertDecision(blackouts, 0, Bound.BLACKOUT);
            assertDecision(sessions, 0, Bound.OUT_OF_SESSION);
            account.earn(0);
            assertDecision(blackouts, 1_00, Bound.MODULE);
            assertDecision(sessions, 1_00, Bound.MODULE);
        }
    }

    @Nested
    class Caps {

        private AccountSizing capped(RiskCaps.Builder caps) {
            return open(proposing(500_00).caps(caps.build()));
        }

        @Test
        void theRiskOfADayIsUsedUpWhateverBecomesOfIt() {
            AccountSizing sizing = capped(RiskCaps.builder().perDay(0.008));
            assertDecision(sizing, 500_00, Bound.MODULE);
            sizing.opened(500_00);
            sizing.closed(500_00, 500_00);
            assertDecision(sizing, 300_00, Bound.CAP_PER_DAY);
            sizing.opened(300_00);
            assertDecision(sizing, 0, Bound.CAP_PER_DAY);
            account.nextDay();
            assertDecision(sizing, 500_00, Bound.MODULE);
        }

        @Test
        void openRiskComesBackAsTradesClose() {
            AccountSizing sizing = capped(RiskCaps.builder().openRisk(usd(700)));
            sizing.opened(500_00);
            assertDecision(sizing, 200_00, Bound.CAP_OPEN_RISK);
            sizing.opened(200_00);
            assertDecision(sizing, 0, Bound.CAP_OPEN_RISK);
            account.nextDay();
            assertDecision(sizing, 0, Bound.CAP_OPEN_RISK);
            sizing.closed(500_00, 100_00);
            assertDecision(sizing, 500_00, Bound.MODULE);
        }

        @Test
        void positionsAreCountedWhileOpenAndPerDay() {
            AccountSizing open = capped(RiskCaps.builder().openPositions(2));
            AccountSizing daily = capped(RiskCaps.builder().positionsPerDay(2));
            for (AccountSizing sizing : List.of(open, daily)) {
                sizing.opened(1_00);
                assertDecision(sizing, 500_00, Bound.MODULE);
                sizing.opened(1_00);
            }
            assertDecision(open, 0, Bound.CAP_OPEN_POSITIONS);
            assertDecision(daily, 0, Bound.CAP_POSITIONS_PER_DAY);
            open.closed(1_00, 0);
            daily.closed(1_00, 0);
            assertDecision(open, 500_00, Bound.MODULE);
            assertDecision(daily, 0, Bound.CAP_POSITIONS_PER_DAY);
            account.nextDay();
            assertDecision(daily, 500_00, Bound.MODULE);
        }

        @Test
        void everyPositionIsAnOrderAndSoIsWhatIsTold() {
            AccountSizing sizing = capped(RiskCaps.builder().ordersPerDay(3));
            assertDecision(sizing, 500_00, Bound.MODULE);
            sizing.opened(1_00);
            sizing.ordered(account.moment());
            assertDecision(sizing, 500_00, Bound.MODULE);
            sizing.ordered(account.moment());
            assertDecision(sizing, 0, Bound.CAP_ORDERS_PER_DAY);
            account.nextDay();
            assertDecision(sizing, 500_00, Bound.MODULE);
        }

        @Test
        void aPhaseStartsWithNothingAtRisk() {
            AccountSizing sizing = capped(RiskCaps.builder()
                    .perDay(usd(500))
                    .openRisk(usd(500))
                    .openPositions(1)
                    .positionsPerDay(1)
                    .ordersPerDay(1));
            assertDecision(sizing, 500_00, Bound.MODULE);
            sizing.opened(500_00);
            assertDecision(sizing, 0, Bound.CAP_PER_DAY);
            sizing.reset();
            assertDecision(sizing, 500_00, Bound.MODULE);
        }

        @Test
        void aTradeThatWasNotSizedCountsToItsOwnDay() {
            AccountSizing sizing = capped(RiskCaps.builder().perDay(usd(500)));
            assertDecision(sizing, 500_00, Bound.MODULE);
            account.nextDay();
            sizing.opened(400_00, account.moment());
            assertDecision(sizing, 100_00, Bound.CAP_PER_DAY);
        }

        @Test
        void theTightestBindsAndOfEqualsTheFirst() {
            AccountSizing sizing = capped(
                    RiskCaps.builder().perTrade(usd(400)).perDay(usd(400)).openRisk(usd(300)));
            assertDecision(sizing, 300_00, Bound.CAP_OPEN_RISK);
            assertDecision(capped(RiskCaps.builder().perTrade(usd(400)).perDay(usd(400))), 400_00, Bound.CAP_PER_TRADE);
        }

        @Test
        void theShortFormAddsToTheCaps() {
            AccountSizing both = open(proposing(500_00)
                    .caps(RiskCaps.builder().perDay(usd(300)).build())
                    .cap(0.004));
            assertDecision(both, 300_00, Bound.CAP_PER_DAY);
            AccountSizing replaced = open(proposing(500_00)
                    .cap(0.001)
                    .caps(RiskCaps.builder().perDay(usd(300)).build()));
            assertDecision(replaced, 300_00, Bound.CAP_PER_DAY);
        }

        @Test
        void whatWasOpenBeforeMayClose() {
            AccountSizing sizing = capped(RiskCaps.builder().openRisk(usd(500)).openPositions(1));
            sizing.closed(900_00, 10_00);
            assertDecision(sizing, 500_00, Bound.MODULE);
            sizing.opened(400_00);
            assertDecision(sizing, 0, Bound.CAP_OPEN_POSITIONS);
        }
    }

    @Nested
    class WhereTwoBind {

        private AccountSizing afterLossOf(long lastOpened, PositionSizer.Builder builder) {
            AccountSizing sizing = open(builder);
            sizing.opened(lastOpened);
            sizing.closed(lastOpened, -lastOpened);
            return sizing;
        }

        private PositionSizer.Builder frozen(PositionSizer.Builder builder) {
            return builder.freezeBelow(0.5, view -> view.equity());
        }

        @Test
        void noProposalBeforeEverything() {
            PositionSizer.Builder builder = frozen(PositionSizer.builder().propose(abstains()))
                    .cap(0.001)
                    .blackout(CLOSED)
                    .session(CLOSED);
            assertDecision(afterLossOf(1_00, builder), 0, Bound.NO_PROPOSAL);
        }

        @Test
        void aModuleThatSaysZeroBeforeEverything() {
            PositionSizer.Builder builder =
                    frozen(proposing(0)).cap(0.001).blackout(CLOSED).session(CLOSED);
            assertDecision(afterLossOf(1_00, builder), 0, Bound.MODULE);
        }

        @Test
        void frozenBeforeAfterLossCapAndGates() {
            PositionSizer.Builder builder =
                    frozen(proposing(500_00)).cap(0.001).blackout(CLOSED).session(CLOSED);
            assertDecision(afterLossOf(100_00, builder), 0, Bound.FROZEN);
        }

        @Test
        void ofAfterLossAndCapTheTighter() {
            assertDecision(afterLossOf(100_00, proposing(500_00).cap(0.002)), 100_00, Bound.AFTER_LOSS);
            assertDecision(afterLossOf(300_00, proposing(500_00).cap(0.002)), 200_00, Bound.CAP_PER_TRADE);
        }

        @Test
        void ofAfterLossAndCapAtTheSameAmountAfterLoss() {
            assertDecision(afterLossOf(200_00, proposing(500_00).cap(0.002)), 200_00, Bound.AFTER_LOSS);
        }

        @Test
        void ofModuleAndCapAtTheSameAmountTheModule() {
            assertDecision(open(proposing(200_00).cap(0.002)), 200_00, Bound.MODULE);
        }

        @Test
        void ofCapAndEquityTheTighter() {
            account.mark(100_00);
            assertDecision(open(proposing(500_00).cap(0.002)), 100_00, Bound.EQUITY);
            assertDecision(open(proposing(500_00).cap(0.0005)), 50_00, Bound.CAP_PER_TRADE);
        }

        @Test
        void blackoutAfterCapAndAfterLoss() {
            assertDecision(afterLossOf(300_00, proposing(500_00).cap(0.002).blackout(CLOSED)), 0, Bound.BLACKOUT);
            assertDecision(afterLossOf(300_00, proposing(500_00).cap(0.002).session(CLOSED)), 0, Bound.OUT_OF_SESSION);
        }

        @Test
        void theClosedGateIsNamed() {
            Gate lunch = CLOSED.coded("LUNCH");
            Gate open = moment -> true;
            assertThat(account.decide(open(proposing(500_00).blackout(open.and(lunch))))
                            .gate())
                    .isEqualTo("LUNCH");
            assertThat(account.decide(open(proposing(500_00).session(lunch).session(CLOSED)))
                            .gate())
                    .isEqualTo("LUNCH");
            assertThat(account.decide(open(proposing(0).session(lunch))).gate()).isEmpty();
            assertThat(account.decide(open(proposing(500_00).session(open))).gate())
                    .isEmpty();
        }

        @Test
        void blackoutBeforeSession() {
            assertDecision(open(proposing(500_00).session(CLOSED).blackout(CLOSED)), 0, Bound.BLACKOUT);
        }
    }

    /** Bayes 0.5 %, volatility target 1 %, CPPI and drawdown bands on FTMO's Challenge, traded by hand. */
    @Test
    void aStackOfAllModules() {
        TradedAccount challenge =
                TradedAccount.under(Programs.ftmoTwoStep(usd(100_000)).phase(Phase.CHALLENGE));
        AccountSizing sizing = open(PositionSizer.builder()
                .propose(new LinearEdge(0.55, 0.1, 0.02))
                .propose(new FixedVolTarget(0.10, 0.10, 0.01, 0.02))
                .propose(new Cppi(0.11, 0.02, Cushion.aboveBindingFloor()))
                .limit(DrawdownManager.band(0.04, 0.001))
                .freezeBelow(0.005, Cushion.aboveBindingFloor()));

        SizingDecision first = challenge.decide(sizing);
        assertThat(first.risk()).isEqualTo(usd(500));
        assertThat(first.module()).isEqualTo("LinearEdge");

        sizing.opened(500_00);
        challenge.earn(-500_00);
        sizing.closed(500_00, -500_00);
        SizingDecision second = challenge.decide(sizing);
        assertThat(second.risk()).isEqualTo(usd(495));
        assertThat(second.module()).isEqualTo("Cppi");

        challenge.earn(-3_500_00);
        SizingDecision third = challenge.decide(sizing);
        assertThat(third.risk()).isEqualTo(usd(96));
        assertThat(third.module()).isEqualTo("DrawdownManager");

        challenge.earn(-600_00);
        assertThat(challenge.decide(sizing).bound()).isEqualTo(Bound.FROZEN);

        challenge.nextDay();
        assertThat(challenge.size(sizing)).isEqualTo(95_40);
    }

    @Test
    void aModuleOfOnesOwn() {
        AccountSizing sizing = open(
                PositionSizer.builder().propose(FixedFractional.ofBalance(0.01)).limit(new Halver(2, 0.008)));
        assertDecision(sizing, 800_00, Bound.MODULE);
        assertThat(account.decide(sizing).module()).isEqualTo("Halver");
        sizing.opened(800_00);
        sizing.closed(800_00, -800_00);
        assertDecision(sizing, 800_00, Bound.MODULE);
        sizing.closed(800_00, -800_00);
        assertDecision(sizing, 400_00, Bound.MODULE);
        sizing.closed(400_00, 400_00);
        assertDecision(sizing, 800_00, Bound.MODULE);
    }
}
