package io.github.ftmo4j.examples.reference;

import java.io.PrintStream;

/** Prints the reference scenarios as a table. */
public final class ReferenceScenarios {

    private static final String USAGE = """
            Usage: reference-scenarios [--trials NUMBER] [--seed NUMBER] [--help]

            Runs four markets twice: under the pass rule of an earlier simulator, which took risk for position size,
            and under the rules of FTMO 2-Step, where risk is what a trade loses at its stop.

              --trials NUMBER  how many trials to run under FTMO's rules (default 20000)
              --seed NUMBER    the seed of all random numbers (default 42)
              --help           print this text
            """;

    private ReferenceScenarios() {}

    /**
     * Runs the program and ends the process.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /**
     * Runs the program.
     *
     * @param out where the table goes
     * @param err where messages go
     * @param args see {@code --help}
     * @return the exit code: 0, or 2 if the arguments are wrong
     */
    static int run(PrintStream out, PrintStream err, String... args) {
        int trials = 20_000;
        long seed = 42;
        try {
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--help" -> {
                        out.print(USAGE);
                        return 0;
                    }
                    case "--trials" -> trials = (int) number(args, ++i, 1, 1_000_000);
                    case "--seed" -> seed = number(args, ++i, Long.MIN_VALUE, Long.MAX_VALUE);
                    default -> throw new IllegalArgumentException("unknown argument: " + args[i]);
                }
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return 2;
        }
        new ScenarioTable(out, trials, seed).print();
        return 0;
    }

    private static long number(String[] args, int index, long least, long most) {
        String option = args[index - 1];
        String value = index < args.length ? args[index] : "missing";
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a whole number, was " + value, e);
        }
        throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", was " + value);
    }
}
