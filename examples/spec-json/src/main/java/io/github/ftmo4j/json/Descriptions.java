package io.github.ftmo4j.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** What fields mean, for the schema: the Javadoc of the components of records, from {@code descriptions.properties}. */
final class Descriptions {

    private static final Properties TEXTS = load();

    private Descriptions() {}

    private static Properties load() {
        Properties texts = new Properties();
        try (InputStream in = Descriptions.class.getResourceAsStream("descriptions.properties")) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    static Optional<String> of(Class<?> type, String field) {
        String name = Objects.requireNonNull(type.getCanonicalName())
                .substring(type.getPackageName().length() + 1);
        return Optional.ofNullable(TEXTS.getProperty(name + "." + field));
    }
}
