package io.github.ftmo4j.examples.cli;

import io.github.ftmo4j.core.money.Money;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Checks of the values of flags. */
final class Flags {

    private Flags() {}

    /** A number within bounds, both included; NaN never is. */
    static double within(String flag, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new UsageException(
                    flag + " must be from " + plain(least) + " to " + plain(most) + ", was " + plain(value));
        }
        return value;
    }

    /** A number above a bound, at most another. */
    static double above(String flag, double value, double bound, double most) {
        if (!(value > bound && value <= most)) {
            throw new UsageException(
                    flag + " must be above " + plain(bound) + " and at most " + plain(most) + ", was " + plain(value));
        }
        return value;
    }

    /** A whole number within bounds, both included. */
    static long within(String flag, long value, long least, long most) {
        if (value < least || value > most) {
            throw new UsageException(flag + " must be from " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    static double number(String flag, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UsageException(flag + " must be a number, was '" + text + "'", e);
        }
    }

    static int whole(String flag, String text, int least, int most) {
        try {
            return (int) within(flag, Long.parseLong(text), least, most);
        } catch (NumberFormatException e) {
            throw new UsageException(
                    flag + " must be a whole number from " + least + " to " + most + ", was '" + text + "'", e);
        }
    }

    static double[] numbers(String flag, String text) {
        return Arrays.stream(text.split(",", -1))
                .mapToDouble(part -> number(flag, part.strip()))
                .toArray();
    }

    static String one(String flag, String text, List<String> allowed) {
        if (!allowed.contains(text)) {
            throw new UsageException(flag + " must be one of " + String.join(", ", allowed) + ", was '" + text + "'");
        }
        return text;
    }

    static Money money(String flag, String text, String currency) {
        try {
            return Money.of(text, currency);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UsageException(
                    flag + " must be an amount of " + currency + " such as 100000, was '" + text + "'", e);
        }
    }

    static Path file(String flag, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException(flag + " must be a file that exists, was '" + file + "'");
        }
        return file;
    }

    /** Notes that flags have no effect, those of them that were given. */
    static void note(CommandSpec command, String reason, String... flags) {
        ParseResult given = command.commandLine().getParseResult();
        Arrays.stream(flags)
                .filter(given::hasMatchedOption)
                .forEach(flag -> ((Ftmo4jCommand) command.userObject()).note(flag + " has no effect: " + reason));
    }

    /** What the library makes of a value; its refusal becomes one of the flag. */
    static <T> T checked(String flag, String value, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(flag + " " + value + ": " + e.getMessage(), e);
        }
    }

    /** A number as a user would write it. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
