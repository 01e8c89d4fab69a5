package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Futures whose price is a plain decimal number, with what a contract earns in US dollars if its price rises by one.
 * Source: the contract specifications of CME Group.
 */
final class Contracts {

    private static final Map<String, String> POINT_VALUES = Map.ofEntries(
            // stock indices
            Map.entry("ES", "50"),
            Map.entry("MES", "5"),
            Map.entry("NQ", "20"),
            Map.entry("MNQ", "2"),
            Map.entry("YM", "5"),
            Map.entry("MYM", "0.5"),
            Map.entry("RTY", "50"),
            Map.entry("M2K", "5"),
            Map.entry("EMD", "100"),
            // energy
            Map.entry("CL", "1000"),
            Map.entry("QM", "500"),
            Map.entry("MCL", "100"),
            Map.entry("NG", "10000"),
            Map.entry("QG", "2500"),
            Map.entry("RB", "42000"),
            Map.entry("HO", "42000"),
            // metals
            Map.entry("GC", "100"),
            Map.entry("MGC", "10"),
            Map.entry("SI", "5000"),
            Map.entry("SIL", "1000"),
            Map.entry("HG", "25000"),
            Map.entry("MHG", "2500"),
            Map.entry("PL", "50"),
            Map.entry("PA", "100"),
            // currencies
            Map.entry("6A", "100000"),
            Map.entry("6B", "62500"),
            Map.entry("6C", "100000"),
            Map.entry("6E", "125000"),
            Map.entry("6J", "12500000"),
            Map.entry("6N", "100000"),
            Map.entry("6S", "125000"),
            Map.entry("M6A", "10000"),
            Map.entry("M6B", "6250"),
            Map.entry("M6E", "12500"),
            // cryptocurrencies
            Map.entry("BTC", "5"),
            Map.entry("MBT", "0.1"),
            Map.entry("ETH", "50"),
            Map.entry("MET", "0.1"));

    private static final Pattern CONTRACT = Pattern.compile("(?<root>[A-Z0-9]+)(?:\\s+.+|[FGHJKMNQUVXZ]\\d{1,2})");

    private Contracts() {}

    /**
     * What a contract earns if its price rises by one.
     *
     * @param instrument root and month, such as {@code MNQ 03-26}, {@code ES DEC25} or {@code MNQH6}
     * @return none if the root is unknown, or there is no month
     */
    static Optional<BigDecimal> pointValue(String instrument) {
        Matcher matcher = CONTRACT.matcher(instrument.strip().toUpperCase(Locale.ROOT));
        return matcher.matches()
                ? Optional.ofNullable(POINT_VALUES.get(matcher.group("root"))).map(BigDecimal::new)
                : Optional.empty();
    }
}
