package io.github.ftmo4j.sim;

import static io.github.ftmo4j.core.money.Money.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.program.Programs;
import io.github.ftmo4j.mm.PositionSizer;
import io.github.ftmo4j.mm.module.FixedFractional;
import io.github.ftmo4j.mm.module.TargetGlide;
import io.github.ftmo4j.sim.odds.SampledOdds;
import io.github.ftmo4j.sim.outcome.BernoulliR;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rule that risk does not rise after a loss says how often it changed a decision. */
class RiskAfterLossTest {

    private static final int TRIALS = 50;

    /** After a loss the target is further away, so that the glide towards it would risk more. */
    private static PositionSizer.Builder glide() {
        return PositionSizer.builder()
                .propose(FixedFractional.ofInitialBalance(0.02))
                .limit(new TargetGlide(10));
    }

    private static Simulation simulation(PositionSizer.Builder sizer) {
        return Simulation.of(Programs.ftmoTwoStep(usd(100_000)))
                .trades(BernoulliR.of(0.48, 1.6))
                .tradesPerDay(3)
                .sizing(sizer.build())
                .trials(TRIALS)
                .seed(11)
                .build();
    }

    @Test
    void theCountIsThatOfTheDecisionsThatTheLogGivesThisReason() {
        Simulation simulation = simulation(glide());
        AtomicLong capped = new AtomicLong();
        for (int trial = 0; trial < TRIALS; trial++) {
            simulation.trace(trial, entry -> {
                if (entry.event() == LogEvent.SIZED
                        && "AFTER_LOSS".equals(entry.fields().plain().get("bound"))) {
                    capped.incrementAndGet();
                }
            });
        }
        SampledOdds odds = simulation.run();
        assertThat(odds.cappedAfterLoss()).isEqualTo(capped.get()).isGreaterThan(TRIALS);
        assertThat(odds.assumptions())
                .last()
                .asString()
                .startsWith(String.format(
                        Locale.ROOT,
                        "The rule that risk does not rise after a loss reduced %,d trades, ",
                        capped.get()));
    }

    @Test
    void withoutTheRuleThereAreNone() {
        SampledOdds odds = simulation(glide().risingAfterLoss()).run();
        assertThat(odds.cappedAfterLoss()).isZero();
        assertThat(odds.assumptions()).noneMatch(sentence -> sentence.contains("after a loss"));
    }
}
