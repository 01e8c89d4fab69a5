package io.github.ftmo4j.examples.server.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.core.decision.JsonLines;
import io.github.ftmo4j.core.decision.LogEntry;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.examples.reference.profile.ProfileAttempt;
import io.github.ftmo4j.examples.reference.profile.ProfileResult;
import io.github.ftmo4j.examples.reference.profile.ProfileStep;
import io.github.ftmo4j.examples.reference.profile.Violation;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.sim.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;

/** Runs the questions of the earlier service and answers in its form. */
public final class ReferenceAnswers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RunFolders folders;

    /** Answers that write the log of each run to a folder. */
    public ReferenceAnswers(RunFolders folders) {
        this.folders = folders;
    }

    /** Answers {@code POST /ftmo_multi}. */
    public ObjectNode multi(ReferenceQuestion question) {
        long seed = question.seeds().get(0);
        ProfileResult result = question.challenge().run(question.trials(), seed);
        ProfileAttempt attempt = question.challenge().attempt(0, 0, seed);
        List<ProfileStep> steps = question.challenge().trace(0, 0, seed);
        RunFolders.Run run = folders.write(question, attempt, steps);

        ObjectNode answer = NODES.objectNode();
        ObjectNode estimate = answer.putObject("estimate")
                .put("p_any", result.any().value())
                .put("p_all", result.all().value())
                .put("p_none", result.none().value());
        estimate.set("ci95", interval(result.any()));
        estimate.put("trials", question.trials())
                .put("parallel", question.challenge().accounts());
        ObjectNode example = answer.putObject("example")
                .put("passed", attempt.passed())
                .put("gain_pct", 100 * attempt.gain())
                .put("T", attempt.steps());
        example.set("violations", violations(attempt));
        example.set("kpis", kpis(question, attempt, steps).json());
        example.set("series", series(question, steps));
        example.set("logs", logs(run.entries()));
        return answer.put("run_id", run.id());
    }

    /** Answers {@code POST /simulate}. */
    public ObjectNode simulate(ReferenceQuestion question) {
        List<Kpis> kpis = new ArrayList<>();
        for (long seed : question.seeds()) {
            kpis.add(kpis(
                    question,
                    question.challenge().attempt(0, 0, seed),
                    question.challenge().trace(0, 0, seed)));
        }
        long first = question.seeds().get(0);
        ProfileAttempt attempt = question.challenge().attempt(0, 0, first);
        List<ProfileStep> steps = question.challenge().trace(0, 0, first);
        RunFolders.Run run = folders.write(question, attempt, steps);

        ObjectNode answer = NODES.objectNode();
        answer.set("kpis", Kpis.mean(kpis).json());
        answer.set("series", series(question, steps));
        answer.set("logs", logs(run.entries()));
        answer.putObject("compliance").set("violations", violations(attempt));
        return answer.put("run_id", run.id());
    }

    private static Kpis kpis(ReferenceQuestion question, ProfileAttempt attempt, List<ProfileStep> steps) {
        return Kpis.of(equity(question, steps), attempt.violations().contains(Violation.MAXIMUM_DRAWDOWN));
    }

    private static double[] equity(ReferenceQuestion question, List<ProfileStep> steps) {
        double[] equity = new double[steps.size() + 1];
        equity[0] = question.challenge().capital().toBigDecimal().doubleValue();
        steps.forEach(
                step -> equity[step.index() + 1] = step.equity().toBigDecimal().doubleValue());
        return equity;
    }

    private static ObjectNode series(ReferenceQuestion question, List<ProfileStep> steps) {
        ObjectNode series = NODES.objectNode();
        ArrayNode curve = series.putArray("equity_curve");
        for (double equity : equity(question, steps)) {
            curve.add(equity);
        }
        ArrayNode risk = series.putArray("risk_effectif");
        ArrayNode money = series.putArray("sizing");
        steps.forEach(step -> {
            risk.add(step.decision().fraction());
            money.add(step.decision().risk().toBigDecimal().doubleValue());
        });
        return series;
    }

    private static ArrayNode interval(Estimate estimate) {
        return NODES.arrayNode().add(estimate.lower()).add(estimate.upper());
    }

    private static ArrayNode violations(ProfileAttempt attempt) {
        ArrayNode violations = NODES.arrayNode();
        attempt.violations().forEach(violation -> violations.add(violation.name()));
        return violations;
    }

    /** What changed: entries of steps that are sized like the step before are left out. */
    private static ArrayNode logs(List<LogEntry> entries) {
        ArrayNode logs = NODES.arrayNode();
        JsonNode before = NODES.objectNode();
        for (LogEntry entry : entries) {
            JsonNode line = Document.parse(JsonLines.format(entry));
            boolean sized = entry.event() == LogEvent.SIZED;
            boolean repeated = sized
                    && line.path("bound").equals(before.path("bound"))
                    && line.path("module").equals(before.path("module"));
            if (!repeated && entry.event() != LogEvent.EQUITY) {
                logs.add(line);
            }
            before = sized ? line : before;
        }
        return logs;
    }
}
