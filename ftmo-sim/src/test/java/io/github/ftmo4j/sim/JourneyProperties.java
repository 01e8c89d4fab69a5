package io.github.ftmo4j.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Fee;
import io.github.ftmo4j.sim.engine.Execution;
import io.github.ftmo4j.sim.journey.JourneyOdds;
import io.github.ftmo4j.sim.journey.JourneySample;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.Measure;
import io.github.ftmo4j.sim.journey.TracedJourney;
import io.github.ftmo4j.sim.journey.TracedJourney.Kind;
import io.github.ftmo4j.sim.odds.Tally;
import io.github.ftmo4j.sim.spec.Dependence;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Journeys of random terms, fees and traders. */
class JourneyProperties {

    private static final int TRACED = 4;

    /**
     * What goes into an account comes out of it, and what the trader pays and gets is the net result of the run. A
     * payout, which comes as a day ends, lifts no floor above the balance: the account fails on a later day.
     */
    @Property
    void moneyInIsMoneyOut(@ForAll long seed) {
        Random random = new Random(seed);
        Journey journey = RandomJourneys.of(random, 1);
        JourneyOdds odds = journey.run(TRACED, seed);
        for (int trial = 0; trial < TRACED; trial++) {
            TracedJourney traced = journey.trace(trial, seed);
            long trader = 0;
            long account = 0;
            long last = 0;
            LocalDate paid = LocalDate.MIN;
            for (TracedJourney.Entry entry : traced.entries()) {
                long amount = entry.amount().minorUnits();
                Kind kind = entry.kind();
                trader += kind.isPaid() ? -amount : kind.isGot() ? amount : 0;
                account += switch (kind) {
                    case FUNDED, PROFIT, SCALED -> amount;
                    case REWARD, FIRM_SHARE -> -amount;
                    default -> 0;
                };
                paid = kind == Kind.REWARD ? entry.day() : paid;
                if (kind == Kind.BLOWN) {
                    assertThat(entry.day()).as("the day of the failure").isAfter(paid);
                }
                last = kind == Kind.BLOWN || kind == Kind.HORIZON ? amount : last;
                assertThat(kind == Kind.PROFIT ? 0 : amount)
                        .as(entry.toString())
                        .isNotNegative();
            }
            assertThat(account).as("what is left on the funded account").isEqualTo(last);
            assertThat(Money.usd(0).withMinorUnits(trader)).isEqualTo(traced.net());
            assertThat(odds.sample().values(Measure.NET)[trial]).isEqualTo(trader);
        }
        JourneySample sample = odds.sample();
        assertThat(sample.sum(Measure.NET)).isEqualTo(sample.sum(Measure.REWARDS) - sample.sum(Measure.COST));
        assertThat(odds.attempts().trials()).isEqualTo(TRACED);
    }

    /** A price is paid for each purchase, and comes back with each refund. */
    @Property
    void aHigherPriceCostsItsDifferenceForEachPurchaseLessRefunds(@ForAll long seed) {
        Journey journey = RandomJourneys.of(new Random(seed), 1);
        Fee fee = journey.spec().fee();
        Journey dearer = with(journey, fee.withPrice(fee.price().plus(Money.usd(100))));
        Journey kept = with(journey, fee.withRefund(Fee.Refund.NEVER));
        for (int trial = 0; trial < TRACED; trial++) {
            TracedJourney traced = journey.trace(trial, seed);
            long refunds = count(traced, Kind.REFUND);
            long net = traced.net().minorUnits();
            assertThat(net - dearer.trace(trial, seed).net().minorUnits())
                    .isEqualTo(100_00 * (count(traced, Kind.PRICE) - refunds));
            assertThat(net - kept.trace(trial, seed).net().minorUnits())
                    .isEqualTo(fee.price().minorUnits() * refunds);
            long due = switch (fee.refund()) {
                case NEVER -> 0;
                case WHEN_FUNDED -> count(traced, Kind.FUNDED);
                case WITH_FIRST_REWARD -> Math.min(1, count(traced, Kind.REWARD));
            };
            assertThat(refunds).as(traced.toString()).isEqualTo(due);
        }
    }

    private static long count(TracedJourney journey, Kind kind) {
        return journey.entries().stream().filter(entry -> entry.kind() == kind).count();
    }

    /** The result is the same for any number of threads, and for runs that are merged in any order. */
    @Property(tries = 10)
    void threadsAndRangesChangeNothing(@ForAll long seed) {
        Random random = new Random(seed);
        Journey journey = RandomJourneys.of(random, 1 + random.nextInt(3));
        JourneyOdds all = journey.run(60, seed, Execution.threads(1));
        JourneyOdds late = journey.run(25, 35, seed, Execution.threads(2));
        JourneyOdds early = journey.run(0, 25, seed, Execution.threads(1));

        assertThat(journey.run(60, seed, Execution.threads(3))).isEqualTo(all);
        assertThat(late.merge(early)).isEqualTo(all).isEqualTo(early.merge(late));
        assertThat(late.merge(early).complete()).isTrue();
    }

    /** What another process ran can be merged, and nothing else passes for it. */
    @Property
    void aSampleSurvivesTheWire(@ForAll long seed) {
        Random random = new Random(seed);
        Journey journey = RandomJourneys.of(random, 1 + random.nextInt(2));
        JourneyOdds early = journey.run(0, 1 + random.nextInt(9), seed, Execution.threads(1));
        JourneyOdds late = journey.run(20, 1 + random.nextInt(9), seed, Execution.threads(1));
        JourneyOdds both = early.merge(late);
        byte[] bytes = both.sample().toBytes();
        JourneySample read = JourneySample.ofBytes(bytes);
        Tally attempts = Tally.ofBytes(both.attempts().toBytes());

        assertThat(read).isEqualTo(both.sample()).hasSameHashCodeAs(both.sample());
        assertThat(journey.odds(seed, attempts, read)).isEqualTo(both);
        assertThat(journey.odds(seed, late.attempts(), late.sample()).merge(early))
                .isEqualTo(both);
        assertThatIllegalArgumentException().isThrownBy(() -> journey.odds(seed, attempts, late.sample()));
        byte[] damaged = bytes.clone();
        damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        assertThatIllegalArgumentException().isThrownBy(() -> JourneySample.ofBytes(damaged));
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        assertThatIllegalArgumentException().isThrownBy(() -> JourneySample.ofBytes(cut));
    }

    /** Three copies have three times the journey of one account. */
    @Property
    void copiesMultiplyTheJourneyOfOneAccount(@ForAll long seed) {
        Journey random = RandomJourneys.of(new Random(seed), 1);
        JourneySample alone =
                with(random, 1, Dependence.independent()).run(TRACED, seed).sample();
        JourneySample three =
                with(random, 3, Dependence.copied()).run(TRACED, seed).sample();
        for (Measure measure : Measure.values()) {
            int times = measure.kind() == Measure.Kind.DAYS ? 1 : 3;
            for (int trial = 0; trial < TRACED; trial++) {
                assertThat(three.values(measure)[trial])
                        .as(measure.name())
                        .isEqualTo(times * alone.values(measure)[trial]);
            }
        }
    }

    private static Journey with(Journey journey, Fee fee) {
        JourneySpec spec = journey.spec();
        return Journey.of(new JourneySpec(
                spec.trading(),
                spec.funded(),
                fee,
                spec.attempts(),
                spec.resets(),
                spec.payouts(),
                spec.horizon(),
                spec.rate(),
                spec.fundedStart()));
    }

    private static Journey with(Journey journey, int accounts, Dependence dependence) {
        JourneySpec spec = journey.spec();
        return Journey.of(new JourneySpec(
                Simulation.of(spec.trading()).accounts(accounts, dependence).spec(),
                spec.funded(),
                spec.fee(),
                spec.attempts(),
                spec.resets(),
                spec.payouts(),
                spec.horizon(),
                spec.rate(),
                Optional.empty()));
    }
}
