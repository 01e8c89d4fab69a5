package io.github.ftmo4j.sim.history.file;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers of one file.
 *
 * <p>In a file separated by commas the decimal mark is a point. In others it may be a comma too, and then {@code 1.234}
 * and {@code 1,234} can each be read as two numbers. The file's other numbers decide, such as {@code 0,5}, which can be
 * read in one way only.
 */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Pattern POINT = decimal(",", "\\.");
    private static final Pattern COMMA = decimal("\\.", ",");

    private static final Pattern SPACES = Pattern.compile("[\\u00a0\\u2009\\u202f]");
    private static final Pattern APOSTROPHES = Pattern.compile("(?<=\\d)['\\u2019](?=\\d{3})");
    private static final Pattern PARENTHESES = Pattern.compile("\\((.*)\\)");
    private static final Pattern SIGNED = Pattern.compile(
            "([+-]?)\\s*(?:(\\p{Sc}|[A-Za-z]{1,3}\\$|[A-Za-z]{3,4}(?=[\\s(\\d.+-]))\\s*)?(.*?)(?:\\s*(\\p{Sc}|[A-Za-z]{3,4}))?");

    private final boolean commaPossible;
    private boolean pointSeen;
    private boolean commaSeen;

    /**
     * Looks at the numbers of a file.
     *
     * @param commaPossible whether a comma may be a decimal mark
     * @param cells all numbers of the file
     */
    Numbers(boolean commaPossible, Stream<String> cells) {
        this.commaPossible = commaPossible;
        if (commaPossible) {
            cells.forEach(this::look);
        }
    }

    private void look(String cell) {
        if (cell.indexOf('.') >= 0 || cell.indexOf(',') >= 0) {
            String plain = plain(cell);
            boolean point = POINT.matcher(plain).matches();
            boolean comma = COMMA.matcher(plain).matches();
            pointSeen |= point && !comma;
            commaSeen |= comma && !point;
        }
    }

    /** The number of a trade, none if it has other characters than digits. */
    static OptionalLong whole(String cell) {
        return WHOLE.matcher(cell).matches() ? OptionalLong.of(Long.parseLong(cell)) : OptionalLong.empty();
    }

    private static Pattern decimal(String group, String mark) {
        String grouped = "[1-9]\\d{0,2}(?:(?:" + group + "\\d{3})+|(?: \\d{3})+)(?:" + mark + "\\d+)?";
        String plain = "(?:\\d+(?:" + mark + "\\d+)?|" + mark + "\\d+)(?:[eE][+-]?\\d+)?";
        return Pattern.compile("[+-]?(?:" + grouped + "|" + plain + ")");
    }

    double parse(String cell) throws BadValueException {
        return Double.parseDouble(digits(cell));
    }

    /** An amount of money, exactly as it is written. */
    BigDecimal amount(String cell) throws BadValueException {
        String digits = digits(cell);
        if (Math.abs(Double.parseDouble(digits)) < 1e-300) {
            return BigDecimal.ZERO;
        }
        return new BigDecimal(digits);
    }

    /** Whether the cell says that it is an amount of money. */
    static boolean hasCurrency(String cell) {
        return cell.chars().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL);
    }

    private String digits(String cell) throws BadValueException {
        String plain = plain(cell);
        Optional<String> point = value(POINT, plain, ',', '.');
        Optional<String> comma = commaPossible || point.isEmpty() ? value(COMMA, plain, '.', ',') : Optional.empty();
        String value;
        if (point.isPresent() && (!commaPossible || comma.isEmpty() || comma.equals(point))) {
            value = point.get();
        } else if (comma.isPresent() && !commaPossible) {
            throw new BadValueException(
                    "has a decimal comma, which is understood only where columns are separated by ; or tab");
        } else if (point.isPresent() && comma.isPresent()) {
            value = pointRules(plain) ? point.get() : comma.get();
        } else {
            value = comma.orElseThrow(() ->
                    new BadValueException(plain.endsWith("%") ? "is a percentage, not an amount" : "is not a number"));
        }
        if (!Double.isFinite(Double.parseDouble(value))) {
            throw new BadValueException("is too large");
        }
        return value;
    }

    private boolean pointRules(String plain) throws BadValueException {
        if (pointSeen != commaSeen) {
            return pointSeen;
        }
        if (!pointSeen && plain.indexOf(',') < 0) {
            return true;
        }
        throw new BadValueException(
                "is ambiguous: the file does not show which of comma and point is its decimal mark");
    }

    private static Optional<String> value(Pattern pattern, String plain, char group, char mark) {
        return pattern.matcher(plain).matches()
                ? Optional.of(plain.replace(" ", "")
                        .replace(String.valueOf(group), "")
                        .replace(mark, '.'))
                : Optional.empty();
    }

    /** With ASCII spaces and minus, without currency, and with a minus in place of accountants' parentheses. */
    private static String plain(String cell) {
        String ascii = SPACES.matcher(cell).replaceAll(" ").strip().replace('−', '-');
        if (ascii.isEmpty() || isPlain(ascii)) {
            return ascii;
        }
        ascii = APOSTROPHES.matcher(ascii).replaceAll("");
        Matcher signed = SIGNED.matcher(ascii);
        if (signed.matches() && isCurrency(signed.group(2)) && isCurrency(signed.group(4))) {
            boolean hasCurrency = signed.group(2) != null || signed.group(4) != null;
            ascii = hasCurrency ? signed.group(1) + signed.group(3).strip() : ascii;
        }
        Matcher parentheses = PARENTHESES.matcher(ascii);
        if (!parentheses.matches()) {
            return ascii;
        }
        String inside = parentheses.group(1).strip();
        Matcher within = SIGNED.matcher(inside);
        boolean money = within.matches()
                && within.group(1).isEmpty()
                && isCurrency(within.group(2))
                && isCurrency(within.group(4));
        return "-" + (money ? within.group(3).strip() : inside);
    }

    private static boolean isCurrency(@Nullable String text) {
        return text == null || text.endsWith("$") || hasCurrency(text) || Columns.isCurrency(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || c == '.' || (c == '-' && i == 0))) {
                return false;
            }
        }
        return true;
    }
}
