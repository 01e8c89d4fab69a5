package io.github.ftmo4j.core.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.ftmo4j.core.journal.Durability;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Trades for ever, compacts its journal now and then, and prints the number of every event that was acknowledged. */
final class MonitorChild {

    private MonitorChild() {}

    public static void main(String[] arguments) throws IOException {
        Durability durability = Durability.every(Duration.parse(arguments[1]));
        NumberedLife life = new NumberedLife();
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                AccountMonitor monitor = life.open(Path.of(arguments[0]), durability)) {
            for (long n = NumberedLife.count(monitor.state()) + 1; ; n++) {
                monitor.accept(life.event(n));
                out.write((n + "\n").getBytes(US_ASCII));
                if (n % 20 == 0) {
                    monitor.compact();
                }
            }
        }
    }
}
