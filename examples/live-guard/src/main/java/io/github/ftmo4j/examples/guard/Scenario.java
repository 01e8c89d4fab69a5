package io.github.ftmo4j.examples.guard;

import io.github.ftmo4j.core.gate.NewsEvent;
import java.util.List;

/**
 * What happens on the market, and what the trader would do.
 *
 * @param source where the quotes are from
 * @param quotes at least one, in order of time
 * @param intents in order of time
 * @param news the releases of the day
 */
record Scenario(String source, List<Quote> quotes, List<Intent> intents, List<NewsEvent> news) {}
