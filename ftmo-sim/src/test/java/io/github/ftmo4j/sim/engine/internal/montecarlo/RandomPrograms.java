package io.github.ftmo4j.sim.engine.internal.montecarlo;

import static io.github.ftmo4j.core.money.Money.usd;

import io.github.ftmo4j.core.program.BestDay;
import io.github.ftmo4j.core.program.BreachTest;
import io.github.ftmo4j.core.program.DailyLoss;
import io.github.ftmo4j.core.program.Inactivity;
import io.github.ftmo4j.core.program.Limit;
import io.github.ftmo4j.core.program.MaximumLoss;
import io.github.ftmo4j.core.program.Phase;
import io.github.ftmo4j.core.program.Program;
import io.github.ftmo4j.core.program.TimeLimit;
import io.github.ftmo4j.core.program.TradingDays;
import java.util.Random;

/** Programs with every rule that a flat account can be under. */
final class RandomPrograms {

    private RandomPrograms() {}

    static Program program(Random random) {
        Phase first = phase("First", random);
        return random.nextInt(3) == 0
                ? Program.of("Random", first, phase("Second", random))
                : Program.of("Random", first);
    }

    private static Phase phase(String name, Random random) {
        Phase.Builder phase = Phase.builder(name, usd(100_000))
                .profitTarget(one(random, 0.02, 0.04, 0.08))
                .maximumLoss(maximumLoss(random))
                .breachTest(one(random, BreachTest.values()))
                .tradingDays(tradingDays(random));
        if (random.nextInt(4) == 0) {
            phase.noDailyLoss();
        } else {
            DailyLoss daily = DailyLoss.of(limit(random, 0.02, 0.05))
                    .anchoredAt(one(random, DailyLoss.Anchor.values()))
                    .judged(one(random, DailyLoss.Judged.values()));
            boolean pauses = daily.judged() == DailyLoss.Judged.ANY_INSTANT && random.nextBoolean();
            phase.dailyLoss(pauses ? daily.pausing() : daily);
        }
        if (random.nextInt(3) == 0) {
            phase.bestDay(new BestDay(one(random, 0.3, 0.5), one(random, BestDay.Measure.values())));
        }
        if (random.nextInt(3) == 0) {
            int days = 5 + random.nextInt(30);
            phase.timeLimit(random.nextBoolean() ? TimeLimit.calendarDays(days) : TimeLimit.weekdays(days));
        }
        if (random.nextInt(3) == 0) {
            Inactivity idle = Inactivity.of(4 + random.nextInt(10));
            phase.inactivity(
                    random.nextBoolean() ? idle.withDeepLoss(Limit.ofInitial(0.01), 2 + random.nextInt(9)) : idle);
        }
        return phase.build();
    }

    private static MaximumLoss maximumLoss(Random random) {
        Limit limit = limit(random, 0.04, 0.1);
        MaximumLoss loss = MaximumLoss.trailing(limit, one(random, MaximumLoss.Reference.values()));
        if (loss.reference() == MaximumLoss.Reference.INITIAL_BALANCE) {
            return loss;
        }
        return switch (random.nextInt(3)) {
            case 0 -> loss;
            case 1 -> loss.lockedAbove(usd(0));
            default -> loss.lockedAbove(usd(100), usd(6_000));
        };
    }

    private static TradingDays tradingDays(Random random) {
        int days = random.nextInt(6);
        return switch (random.nextInt(4)) {
            case 0 -> TradingDays.opened(days);
            case 1 -> TradingDays.closed(days);
            case 2 -> TradingDays.openedOrClosed(days);
            default -> TradingDays.profitable(days, limit(random, 0.002, 0.005));
        };
    }

    private static Limit limit(Random random, double low, double high) {
        double share = random.nextBoolean() ? low : high;
        return switch (random.nextInt(3)) {
            case 0 -> Limit.ofInitial(share);
            case 1 -> Limit.ofReference(share);
            default -> Limit.amount(usd((long) (100_000 * share)));
        };
    }

    @SafeVarargs
    private static <T> T one(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
