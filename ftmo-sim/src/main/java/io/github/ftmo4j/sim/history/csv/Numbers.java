package io.github.ftmo4j.sim.history.csv;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the numbers of one file.
 *
 * <p>In a file separated by commas the decimal mark is a point. In others it may be a comma too, and then {@code 1.234}
 * and {@code 1,234} can each be read as two numbers. The file's other numbers decide, such as {@code 0,5}, which can be
 * read in one way only.
 */
final class Numbers {

    private static final Pattern POINT = decimal(",", "\\.");
    private static final Pattern COMMA = decimal("\\.", ",");

    private static final Pattern SPACES = Pattern.compile("[\\u00a0\\u2009\\u202f]");
    private static final Pattern PARENTHESES = Pattern.compile("\\((.*)\\)");

    private final boolean commaPossible;
    private boolean pointSeen;
    private boolean commaSeen;

    /**
     * Looks at the numbers of a file.
     *
     * @param separator what separates the file's columns
     * @param cells all numbers of the file
     */
    Numbers(char separator, List<String> cells) {
        commaPossible = separator != ',';
        for (String cell : cells) {
            String plain = plain(cell);
            boolean point = POINT.matcher(plain).matches();
            boolean comma = COMMA.matcher(plain).matches();
            pointSeen |= point && !comma;
            commaSeen |= comma && !point;
        }
    }

    private static Pattern decimal(String group, String mark) {
        String grouped = "[1-9]\\d{0,2}(?:(?:" + group + "\\d{3})+|(?: \\d{3})+)(?:" + mark + "\\d+)?";
        String plain = "(?:\\d+(?:" + mark + "\\d+)?|" + mark + "\\d+)(?:[eE][+-]?\\d+)?";
        return Pattern.compile("[+-]?(?:" + grouped + "|" + plain + ")");
    }

    double parse(String cell) throws BadValueException {
        String plain = plain(cell);
        OptionalDouble point = value(POINT, plain, ',', '.');
        OptionalDouble comma = value(COMMA, plain, '.', ',');
        double value;
        if (point.isPresent() && (!commaPossible || comma.isEmpty() || comma.equals(point))) {
            value = point.getAsDouble();
        } else if (comma.isPresent() && !commaPossible) {
            throw new BadValueException(
                    "has a decimal comma, which is understood only where columns are separated by ; or tab");
        } else if (point.isPresent() && comma.isPresent()) {
            value = (pointRules(plain) ? point : comma).getAsDouble();
        } else {
            value = comma.orElseThrow(() -> new BadValueException("is not a number"));
        }
        if (!Double.isFinite(value)) {
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

    private static OptionalDouble value(Pattern pattern, String plain, char group, char mark) {
        Matcher matcher = pattern.matcher(plain);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        String digits =
                plain.replace(" ", "").replace(String.valueOf(group), "").replace(mark, '.');
        return OptionalDouble.of(Double.parseDouble(digits));
    }

    /** With ASCII spaces and minus, and with a minus in place of accountants' parentheses. */
    private static String plain(String cell) {
        String ascii = SPACES.matcher(cell).replaceAll(" ").strip().replace('−', '-');
        Matcher parentheses = PARENTHESES.matcher(ascii);
        return parentheses.matches() ? "-" + parentheses.group(1) : ascii;
    }
}
