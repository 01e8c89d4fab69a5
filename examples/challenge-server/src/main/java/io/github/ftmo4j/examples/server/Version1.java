package io.github.ftmo4j.examples.server;

import static io.github.ftmo4j.examples.server.ChallengeServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.examples.server.http.Body;
import io.github.ftmo4j.examples.server.http.Members;
import io.github.ftmo4j.examples.server.http.Refusal;
import io.github.ftmo4j.examples.server.job.Job;
import io.github.ftmo4j.examples.server.job.Jobs;
import io.github.ftmo4j.examples.server.job.Work;
import io.github.ftmo4j.examples.server.question.Import;
import io.github.ftmo4j.examples.server.question.JournalWatch;
import io.github.ftmo4j.examples.server.question.ProgramList;
import io.github.ftmo4j.examples.server.question.Question;
import io.github.ftmo4j.examples.server.question.Questions;
import io.github.ftmo4j.examples.server.store.RunStore;
import io.github.ftmo4j.examples.server.store.RunSummary;
import io.github.ftmo4j.examples.server.store.SavedRun;
import io.github.ftmo4j.json.Document;
import io.github.ftmo4j.json.Place;
import io.github.ftmo4j.json.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The endpoints under {@code /v1}. */
final class Version1 {

    private static final int LONGEST_NAME = 200;
    private static final String LISTENS = "listens";
    private static final long HEARTBEAT_MILLIS = 2_000;
    private static final long LEAST_PAUSE_MILLIS = 100;

    private final Body body;
    private final Work work;
    private final Jobs jobs;
    private final RunStore store;
    private final Optional<Path> journal;
    private final int mostListeners;
    private final Semaphore listeners;

    Version1(Body body, Work work, Jobs jobs, RunStore store, int mostListeners, Optional<Path> journal) {
        this.body = body;
        this.work = work;
        this.jobs = jobs;
        this.store = store;
        this.mostListeners = mostListeners;
        listeners = new Semaphore(mostListeners);
        this.journal = journal;
    }

    void add(RoutesConfig routes) {
        for (String kind : Questions.kinds()) {
            routes.post("/v1/" + kind, context -> {
                Question question = Questions.read(kind, body.json(context));
                json(context, 200, work.answer(() -> question.answer(Question.Progress.none())));
            });
        }
        routes.get("/v1/live", context -> json(context, 200, work.answer(() -> live(context))));
        routes.get("/v1/programs", context -> json(context, 200, ProgramList.json()));
        routes.get(
                "/v1/schemas/simulation",
                context -> json(context, 200, Document.simulation().schema()));
        routes.get(
                "/v1/schemas/policy",
                context -> json(context, 200, Document.policy().schema()));
        routes.post("/v1/import", context -> {
            requireKnown(context, Import.parameters());
            Import reader = new Import(
                    query(context, "riskPerTrade"),
                    query(context, "zone"),
                    query(context, "account"),
                    query(context, "profit"),
                    query(context, "dates"),
                    query(context, "timeColumn"),
                    query(context, "profitColumn"),
                    query(context, "rColumn"),
                    query(context, "riskColumn"));
            byte[] file = body.bytes(context);
            json(context, 200, work.answer(() -> reader.read(file)));
        });
        routes.get(
                "/v1/schemas/journey",
                context -> json(context, 200, Document.journey().schema()));
        jobs(routes);
        runs(routes);
    }

    /** The journal that the server follows, as it is now. */
    private ObjectNode live(Context context) {
        requireKnown(context, List.of("program", "size", "rules", "orderRisk"));
        Path followed = journal.orElseThrow(() -> Refusal.of(
                404, "no_journal", "this server follows no journal; --journal names one when it is started"));
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        Optional<String> rules = query(context, "rules");
        if (rules.isPresent()) {
            asked.set("program", Document.parse(rules.get()));
        } else {
            ObjectNode program = asked.putObject("program");
            query(context, "program").ifPresent(name -> program.put("name", name));
            query(context, "size").ifPresent(size -> program.put("size", size));
        }
        query(context, "orderRisk").ifPresent(risk -> asked.set("orderRisk", number(risk)));
        return JournalWatch.read(asked, followed).answer(Question.Progress.none());
    }

    private void jobs(RoutesConfig routes) {
        routes.post("/v1/jobs", context -> {
            Members request = Members.of(body.json(context), Place.root());
            String kind = request.text("kind", LONGEST_NAME, "estimate");
            JsonNode node = request.node("question");
            request.end();
            requireNone(request.place());
            Job job = jobs.start(kind, question(kind, node));
            json(context.header("Location", "/v1/jobs/" + job.id()), 202, job.json());
        });
        routes.get("/v1/jobs", context -> {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            jobs.all().forEach(job -> all.add(job.json().without(List.of("answer"))));
            json(context, 200, all);
        });
        routes.get("/v1/jobs/{id}", context -> json(context, 200, job(context).json()));
        routes.delete("/v1/jobs/{id}", context -> {
            Job job = job(context);
            job.cancel();
            json(context, 200, job.json());
        });
        routes.before("/v1/jobs/{id}/events", context -> {
            Job unused = job(context);
            if (!listeners.tryAcquire()) {
                throw Refusal.of(
                        429, "too_many_listeners", "at most " + mostListeners + " clients follow jobs at a time");
            }
            context.attribute(LISTENS, true);
        });
        routes.after("/v1/jobs/{id}/events", context -> {
            if (context.attribute(LISTENS) != null) {
                listeners.release();
            }
        });
        routes.sse("/v1/jobs/{id}/events", this::follow);
    }

    /** The question in the member of this name. */
    private static Question question(String kind, JsonNode node) {
        if (!Questions.isKind(kind)) {
            throw Refusal.invalid("$.kind", "must be one of " + Questions.kinds() + ", was \"" + kind + "\"");
        }
        try {
            return Questions.read(kind, node);
        } catch (Refusal e) {
            throw e.within("question");
        }
    }

    /** Sends the present state, an event for each change, some a second at most, and one when the job is finished. */
    private void follow(SseClient client) {
        try {
            Job job = job(client.ctx());
            long version = -1;
            client.sendEvent("progress", job.json().toString());
            while (!client.terminated() && !job.isFinished()) {
                Thread.sleep(LEAST_PAUSE_MILLIS);
                version = job.await(version, HEARTBEAT_MILLIS);
                client.sendEvent("progress", job.json().toString());
            }
            if (!client.terminated()) {
                client.sendEvent("finished", job.json().toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Job job(Context context) {
        return jobs.job(context.pathParam("id"));
    }

    private void runs(RoutesConfig routes) {
        routes.post("/v1/runs", context -> {
            Members request = Members.of(body.json(context), Place.root());
            String name = request.text("name", LONGEST_NAME, "").strip();
            if (name.isEmpty() && request.place().problems().isEmpty()) {
                request.place().field("name").problem("must be a text that is not blank");
            }
            String kind = request.text("kind", LONGEST_NAME, "estimate");
            JsonNode question = request.node("question");
            JsonNode answer = request.node("answer");
            request.end();
            if (!answer.isObject() && !answer.isNull() && !answer.isMissingNode()) {
                request.place().field("answer").problem("must be an object, was " + Members.quote(answer));
            }
            requireNone(request.place());
            if (!kind.equals("ftmo_multi")) {
                question(kind, question);
            }
            Optional<JsonNode> known = answer.isObject() ? Optional.of(answer) : Optional.empty();
            known.ifPresent(each -> Questions.check(kind, each, request.place().field("answer")));
            requireNone(request.place());
            SavedRun run = store.save(name, kind, question, known);
            json(context.header("Location", "/v1/runs/" + run.summary().id()), 201, run.json());
        });
        routes.get("/v1/runs", context -> {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            store.all().forEach(run -> all.add(run.json()));
            json(context, 200, all);
        });
        routes.get("/v1/runs/compare", context -> {
            ArrayNode compared = JsonNodeFactory.instance.arrayNode();
            context.queryParams("id")
                    .forEach(id -> compared.add(store.run(runId(id)).json()));
            json(context, 200, compared);
        });
        routes.get("/v1/runs/export", this::export);
        routes.get(
                "/v1/runs/{id}",
                context -> json(context, 200, store.run(id(context)).json()));
        routes.delete("/v1/runs/{id}", context -> {
            store.delete(id(context));
            context.status(204);
        });
    }

    /** Writes run by run, so that they need not fit into the memory. */
    private void export(Context context) throws IOException {
        context.contentType("application/x-ndjson").header("Content-Disposition", "attachment; filename=runs.jsonl");
        OutputStream out = context.outputStream();
        for (RunSummary run : store.all()) {
            out.write((store.run(run.id()).json() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Refuses other parameters, such as one that is misspelt, since they would have no effect. */
    private static void requireKnown(Context context, List<String> allowed) {
        List<Problem> unknown = context.queryParamMap().keySet().stream()
                .filter(name -> !allowed.contains(name))
                .map(name -> new Problem(name, "is unknown here, allowed are " + allowed))
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.invalid(unknown);
        }
    }

    private static Optional<String> query(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isBlank());
    }

    /** A number, or the text if it is none, which is then refused at its place. */
    private static JsonNode number(String text) {
        try {
            return JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static long id(Context context) {
        return runId(context.pathParam("id"));
    }

    private static long runId(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw Refusal.of(404, "not_found", "there is no saved run with this id");
        }
    }

    private static void requireNone(Place place) {
        if (!place.problems().isEmpty()) {
            throw Refusal.invalid(place.problems());
        }
    }
}
