package io.github.ftmo4j.examples.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.json.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Saved runs in one SQLite file. A save that has returned is on the disk: every transaction is synchronised, and one
 * that a crash interrupts leaves nothing. Thread-safe.
 */
public final class RunStore implements AutoCloseable {

    private static final String SUMMARY =
            "id, saved_at, name, kind, json_extract(answer, '$.pass'), json_extract(answer, '$.atLeastOne')";

    private final int mostRuns;
    private final Connection connection;

    /** Opens the file, which is created if there is none, for so many runs at most. */
    public RunStore(Path file, int mostRuns) throws IOException {
        this.mostRuns = mostRuns;
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA busy_timeout = 5000");
                statement.execute("""
                        CREATE TABLE IF NOT EXISTS runs (
                            id INTEGER PRIMARY KEY AUTOINCREMENT,
                            saved_at TEXT NOT NULL,
                            name TEXT NOT NULL,
                            kind TEXT NOT NULL,
                            question TEXT NOT NULL,
                            answer TEXT)""");
            }
        } catch (SQLException e) {
            throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Saves a run.
     *
     * @return the run with its number
     * @throws Refusal if too many are saved
     */
    public synchronized SavedRun save(String name, String kind, JsonNode question, Optional<JsonNode> answer) {
        if (count() >= mostRuns) {
            throw Refusal.of(422, "too_many_runs", "at most " + mostRuns + " runs are saved; delete some");
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO runs (saved_at, name, kind, question, answer) VALUES (?, ?, ?, ?, ?) RETURNING id")) {
            insert.setString(1, now.toString());
            insert.setString(2, name);
            insert.setString(3, kind);
            insert.setString(4, question.toString());
            insert.setString(5, answer.map(JsonNode::toString).orElse(null));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return run(row.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All runs, the newest first. */
    public synchronized List<RunSummary> all() {
        List<RunSummary> runs = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT " + SUMMARY + " FROM runs ORDER BY id DESC")) {
            while (row.next()) {
                runs.add(summary(row));
            }
            return runs;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A run.
     *
     * @throws Refusal if there is none
     */
    public synchronized SavedRun run(long id) {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + SUMMARY + ", question, answer FROM runs WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw missing(id);
                }
                return new SavedRun(
                        summary(row), Document.parse(row.getString("question")), json(row.getString("answer")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Deletes a run.
     *
     * @throws Refusal if there is none
     */
    public synchronized void delete(long id) {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM runs WHERE id = ?")) {
            delete.setLong(1, id);
            if (delete.executeUpdate() == 0) {
                throw missing(id);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refusal missing(long id) {
        return Refusal.of(404, "not_found", "there is no saved run " + id);
    }

    private long count() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM runs")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RunSummary summary(ResultSet row) throws SQLException {
        return new RunSummary(
                row.getLong(1),
                Instant.parse(row.getString(2)),
                row.getString(3),
                row.getString(4),
                json(row.getString(5)).filter(JsonNode::isObject),
                json(row.getString(6)).filter(JsonNode::isObject));
    }

    private static Optional<JsonNode> json(@Nullable String text) {
        return Optional.ofNullable(text).map(Document::parse);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
