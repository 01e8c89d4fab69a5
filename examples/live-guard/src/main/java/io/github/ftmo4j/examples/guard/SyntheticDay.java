package io.github.ftmo4j.examples.guard;

import io.github.ftmo4j.core.gate.Impact;
import io.github.ftmo4j.core.gate.NewsEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A synthetic day: EURUSD moves from anchor to anchor with seeded noise in between, so that every seed gives the same
 * story at other prices.
 */
final class SyntheticDay {

    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final double PIP = 0.0001;
    private static final BigDecimal HALF_SPREAD = new BigDecimal("0.00003");

    /** Where the mid price is, in Prague time. */
    private record Anchor(Instant at, double mid) {
        Anchor(String time, double mid) {
            this(prague(time), mid);
        }
    }

    private static final List<Anchor> ANCHORS = List.of(
            new Anchor("2026-03-02T08:00", 1.0852),
            new Anchor("2026-03-02T09:00", 1.0850),
            new Anchor("2026-03-02T11:30", 1.0836),
            new Anchor("2026-03-02T14:25", 1.0884),
            new Anchor("2026-03-02T14:35", 1.0894),
            new Anchor("2026-03-02T15:40", 1.0903),
            new Anchor("2026-03-02T18:00", 1.0896),
            new Anchor("2026-03-02T20:00", 1.0900),
            new Anchor("2026-03-02T21:30", 1.0905),
            new Anchor("2026-03-02T22:58", 1.0912),
            // the market takes its daily break
            new Anchor("2026-03-02T23:06", 1.0914),
            new Anchor("2026-03-03T00:00", 1.0930),
            new Anchor("2026-03-03T01:30", 1.09425),
            new Anchor("2026-03-03T02:00", 1.0936),
            new Anchor("2026-03-03T02:30:30", 1.0940),
            // the price jumps
            new Anchor("2026-03-03T02:31", 1.0956),
            new Anchor("2026-03-03T03:00", 1.0953));

    private static final Instant BREAK = prague("2026-03-02T22:58");

    private SyntheticDay() {}

    static Scenario of(long seed) {
        return new Scenario("synthetic EURUSD, seed " + seed + " (not market data)", quotes(seed), intents(), news());
    }

    private static Instant prague(String time) {
        return LocalDateTime.parse(time).atZone(PRAGUE).toInstant();
    }

    private static List<NewsEvent> news() {
        return List.of(new NewsEvent(prague("2026-03-02T14:30"), "USD", Impact.HIGH, "US data"));
    }

    private static List<Intent> intents() {
        return List.of(
                intent("2026-03-02T09:00", "A", "a first trade, with a stop", Side.BUY, "8", 30, 50),
                intent("2026-03-02T10:00", "B", "a second one, without a stop", Side.BUY, "1", 0, 0),
                intent("2026-03-02T14:30", "C", "all in, into the news", Side.BUY, "30", 50, 0),
                intent("2026-03-02T20:00", "D", "today's profit pays for a big one", Side.SELL, "12", 45, 0),
                intent("2026-03-02T20:00", "E", "smaller, then", Side.SELL, "9", 45, 0),
                intent("2026-03-02T21:30", "F", "a bit more of the same", Side.SELL, "1", 60, 0),
                intent("2026-03-02T23:05", "G", "while the market takes its break", Side.SELL, "0.2", 20, 0),
                intent("2026-03-03T02:40", "H", "win it back", Side.BUY, "1", 20, 0));
    }

    private static Intent intent(String time, String id, String why, Side side, String lots, int stop, int target) {
        return new Intent(prague(time), id, why, side, new BigDecimal(lots), stop, target);
    }

    private static List<Quote> quotes(long seed) {
        Random random = new Random(seed);
        List<Quote> quotes = new ArrayList<>();
        double noise = 0;
        for (int i = 0; i < ANCHORS.size(); i++) {
            Anchor from = ANCHORS.get(i);
            quotes.add(quote(from.at(), from.mid()));
            if (i == ANCHORS.size() - 1 || from.at().equals(BREAK)) {
                continue;
            }
            Anchor to = ANCHORS.get(i + 1);
            double span = Duration.between(from.at(), to.at()).toSeconds();
            for (Instant at = from.at().plus(STEP); at.isBefore(to.at()); at = at.plus(STEP)) {
                double share = Duration.between(from.at(), at).toSeconds() / span;
                noise = Math.max(-1.5, Math.min(1.5, 0.97 * noise + 0.3 * random.nextGaussian()));
                // fades out towards the anchors
                double away = noise * PIP * 4 * share * (1 - share);
                quotes.add(quote(at, from.mid() + share * (to.mid() - from.mid()) + away));
            }
        }
        return quotes;
    }

    private static Quote quote(Instant at, double mid) {
        BigDecimal rounded = BigDecimal.valueOf(Math.round(mid * 100_000), 5);
        return new Quote(at, rounded.subtract(HALF_SPREAD), rounded.add(HALF_SPREAD));
    }
}
