package io.github.ftmo4j.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Counts in a journal for ever, compacts it now and then, and prints every step that was acknowledged. */
final class JournalChild {

    private JournalChild() {}

    public static void main(String[] arguments) throws IOException {
        Counted counted = new Counted();
        Durability durability = Durability.every(Duration.parse(arguments[1]));
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                Journal journal = Journal.open(Path.of(arguments[0]), durability, counted::replay)) {
            for (long n = counted.count() + 1; ; n++) {
                Counted.step(journal, n);
                out.write((n + "\n").getBytes(US_ASCII));
                if (n % 20 == 0) {
                    Counted.compact(journal, n);
                }
            }
        }
    }
}
