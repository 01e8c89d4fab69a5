package io.github.ftmo4j.core.decision;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.Failure;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.program.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class RunLogTest {

    private static final Instant AT = Instant.parse("2026-03-02T09:30:00Z");

    private static Fields never() {
        return fail("must not be asked");
    }

    @Nested
    class Lines {

        private final List<String> lines = new ArrayList<>();
        private final RunLog log = ((DecisionLog) entry -> lines.add(JsonLines.format(entry))).run("r1");

        private void assertLine(String event, String fields) {
            assertThat(lines)
                    .containsExactly(
                            "{\"time\":\"" + AT + "\",\"run\":\"r1\",\"event\":\"" + event + "\"," + fields + "}");
        }

        private static String money(String name, String amount) {
            return "\"" + name + "\":{\"amount\":" + amount + ",\"currency\":\"USD\"}";
        }

        @Test
        void started() {
            Phase phase =
                    Phase.builder("Challenge", usd(100_000)).maximumLoss(0.1).build();
            log.started(AT, phase, usd(101_000), usd(100_500));
            assertLine(
                    "RUN_STARTED",
                    "\"phase\":\"Challenge\"," + money("initialBalance", "100000.00") + ","
                            + money("balance", "101000.00") + "," + money("equity", "100500.00"));
        }

        @Test
        void ended() {
            log.ended(AT, Verdict.ONGOING, usd(1), usd(2));
            assertLine(
                    "RUN_ENDED", "\"verdict\":\"ONGOING\"," + money("balance", "1.00") + "," + money("equity", "2.00"));
        }

        @Test
        void equity() {
            log.equity(AT, usd(1), usd("-0.01"));
            assertLine("EQUITY", money("balance", "1.00") + "," + money("equity", "-0.01"));
        }

        @Test
        void dayRolled() {
            Phase phase = Phase.builder("Challenge", usd(100_000))
                    .maximumLoss(0.1)
                    .dailyLoss(0.05)
                    .profitTarget(0.1)
                    .build();
            log.dayRolled(AT, Account.open(phase, AT).assess());
            assertLine(
                    "DAY_ROLLED",
                    "\"day\":\"2026-03-02\",\"tradingDays\":0," + money("dailyLossHeadroom", "5000.00") + ","
                            + money("maximumLossHeadroom", "10000.00") + "," + money("toTarget", "10000.00"));
        }

        @Test
        void aDayUnderRulesWithoutDailyLossAndTarget() {
            Phase phase = Phase.builder("Funded", usd(100_000)).maximumLoss(0.1).build();
            log.dayRolled(AT, Account.open(phase, AT).assess());
            assertLine(
                    "DAY_ROLLED",
                    "\"day\":\"2026-03-02\",\"tradingDays\":0," + money("maximumLossHeadroom", "10000.00"));
        }

        @Test
        void warned() {
            log.warned(AT, Objective.DAILY_LOSS, 0.8, usd(1_000));
            assertLine("WARNING", "\"objective\":\"DAILY_LOSS\",\"used\":0.8," + money("headroom", "1000.00"));
        }

        @Test
        void breached() {
            log.breached(new Failure(Objective.MAXIMUM_LOSS, AT, usd(89_999), Optional.of(usd(90_000))));
            assertLine(
                    "BREACH",
                    "\"objective\":\"MAXIMUM_LOSS\"," + money("equity", "89999.00") + "," + money("floor", "90000.00"));
        }

        @Test
        void breachedWithoutFloor() {
            log.breached(new Failure(Objective.TIME_LIMIT, AT, usd(99_000), Optional.empty()));
            assertLine("BREACH", "\"objective\":\"TIME_LIMIT\"," + money("equity", "99000.00"));
        }

        @Test
        void paused() {
            log.paused(AT, usd(94), usd(95));
            assertLine("PAUSED", money("equity", "94.00") + "," + money("floor", "95.00"));
        }

        @Test
        void passed() {
            log.passed(AT, usd(110), 4);
            assertLine("PASSED", money("balance", "110.00") + ",\"tradingDays\":4");
        }

        @Test
        void allowed() {
            log.allowed(AT, "EURUSD buy", usd(500));
            assertLine("ORDER_ALLOWED", "\"order\":\"EURUSD buy\"," + money("risk", "500.00"));
        }

        @Test
        void refused() {
            log.refused(AT, "o1", List.of("DAILY_LOSS", "STALE"), Optional.empty());
            assertLine("ORDER_REFUSED", "\"order\":\"o1\",\"code\":\"DAILY_LOSS\",\"codes\":\"DAILY_LOSS STALE\"");
        }

        @Test
        void stale() {
            log.stale(AT, AT.minusSeconds(90));
            assertLine("FEED_STALE", "\"lastUpdate\":\"2026-03-02T09:28:30Z\"");
        }
    }

    @Nested
    class Silent {

        @Test
        void aLogThatIsOffIsGivenNothingAndAsksNothing() {
            DecisionLog off = new DecisionLog() {
                @Override
                public void write(LogEntry entry) {
                    fail("must not be written to");
                }

                @Override
                public boolean isOn() {
                    return false;
                }
            };
            for (RunLog log : List.of(off.run("r1"), DecisionLog.none().run("r1"), RunLog.none())) {
                log.write(AT, LogEvent.EQUITY, RunLogTest::never);
                assertThat(log.isOn()).isFalse();
                assertThat(log.failure()).isEmpty();
            }
        }

        @Test
        void aLogIsOnUnlessItSaysOtherwise() {
            DecisionLog log = entry -> {};
            assertThat(log.run("r1").isOn()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t"})
        void aRunHasAName(String id) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DecisionLog.none().run(id))
                    .withMessageContaining("run must not be blank");
        }
    }

    @Nested
    class Failing {

        private final Capture reports = new Capture(Level.TRACE);
        private final List<LogEntry> taken = new ArrayList<>();
        private int calls;

        private final DecisionLog twiceFull = entry -> {
            if (calls++ < 2) {
                throw new IllegalStateException("full " + calls);
            }
            taken.add(entry);
        };

        @Test
        void theFirstFailureIsReportedOnceAndLaterEntriesAreTriedAgain() {
            RunLog log = new RunLog(twiceFull, "r1", () -> reports);
            for (int i = 0; i < 3; i++) {
                log.stale(AT, AT.minusSeconds(i));
            }

            assertThat(reports.lines)
                    .containsExactly("ERROR The decision log of run r1 failed; entries are being lost full 1");
            assertThat(log.failure()).get().extracting(Throwable::getMessage).isEqualTo("full 1");
            assertThat(taken)
                    .extracting(LogEntry::fields)
                    .containsExactly(Fields.none().with("lastUpdate", AT.minusSeconds(2)));
        }

        @Test
        void whatCannotBeGatheredIsAFailureToo() {
            RunLog log = new RunLog(taken::add, "r1", () -> reports);
            log.warned(AT, Objective.DAILY_LOSS, Double.NaN, usd(1));

            assertThat(taken).isEmpty();
            assertThat(reports.lines).singleElement().asString().contains("used must be a finite number");
        }

        @Test
        void aLogThatCannotSayWhetherItIsOnCountsAsOff() {
            DecisionLog broken = new DecisionLog() {
                @Override
                public void write(LogEntry entry) {
                    fail("must not be written to");
                }

                @Override
                public boolean isOn() {
                    throw new IllegalStateException("broken");
                }
            };
            RunLog log = new RunLog(broken, "r1", () -> reports);
            log.write(AT, LogEvent.EQUITY, RunLogTest::never);

            assertThat(log.isOn()).isFalse();
            assertThat(reports.lines).hasSize(1);
        }

        @Test
        void aReportThatFailsHasNoOtherEffect() {
            Capture deaf = new Capture(Level.TRACE) {
                @Override
                public boolean isErrorEnabled() {
                    throw new IllegalStateException("deaf");
                }
            };
            RunLog log = new RunLog(twiceFull, "r1", () -> deaf);
            log.stale(AT, AT);

            assertThat(log.failure()).get().extracting(Throwable::getMessage).isEqualTo("full 1");
        }
    }

    @Nested
    class Together {

        private final List<String> heard = new ArrayList<>();
        private final LogEntry entry = new LogEntry(AT, "r1", LogEvent.EQUITY, Fields.none());

        private DecisionLog named(String name) {
            return written -> heard.add(name);
        }

        @Test
        void bothTakeEveryEntryInOrder() {
            named("a").and(named("b")).write(entry);
            assertThat(heard).containsExactly("a", "b");
        }

        @Test
        void oneThatFailsDoesNotKeepItFromTheOther() {
            DecisionLog full = written -> {
                throw new IllegalStateException("full");
            };
            RunLog log = new RunLog(full.and(named("b")), "r1", () -> new Capture(Level.TRACE));
            log.stale(AT, AT);

            assertThat(heard).containsExactly("b");
            assertThat(log.failure()).isPresent();
        }

        @Test
        void bothFailuresAreReported() {
            DecisionLog first = written -> {
                throw new IllegalStateException("first");
            };
            DecisionLog second = written -> {
                throw new IllegalStateException("second");
            };
            RunLog log = new RunLog(first.and(second), "r1", () -> new Capture(Level.TRACE));
            log.stale(AT, AT);

            Throwable failure = log.failure().orElseThrow();
            assertThat(failure).hasMessage("first");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("second");
        }

        @Test
        void oneThatIsOffIsNotWrittenTo() {
            DecisionLog informing = Slf4jLog.of(new Capture(Level.ERROR));
            DecisionLog off = DecisionLog.none();

            assertThat(off.and(off).isOn()).isFalse();
            assertThat(off.and(informing).isOn()).isTrue();
            assertThat(informing.and(off).isOn()).isTrue();
            off.and(named("b")).write(entry);
            named("b").and(off).write(entry);
            assertThat(heard).containsExactly("b", "b");
        }
    }
}
