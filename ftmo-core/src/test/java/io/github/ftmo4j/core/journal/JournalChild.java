package io.github.ftmo4j.core.journal;

import java.nio.file.Path;

/** Opens a journal and closes it. */
final class JournalChild {

    private JournalChild() {}

    public static void main(String[] arguments) {
        Journal.open(Path.of(arguments[0]), entry -> {}).close();
    }
}
