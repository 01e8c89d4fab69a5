package io.github.ftmo4j.examples.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ftmo4j.json.InvalidDocumentException;
import io.github.ftmo4j.json.Problem;
import java.util.List;

/** Why a request is not answered. The body of the response has a stable code and what is wrong, place by place. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient List<Problem> problems;

    private Refusal(int status, String code, List<Problem> problems) {
        super(code + problems, null, false, false);
        this.status = status;
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    /** A refusal of the whole request. */
    public static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, List.of(new Problem("$", message)));
    }

    /** The body is not what the endpoint takes. */
    public static Refusal invalid(List<Problem> problems) {
        return new Refusal(422, "validation_error", problems);
    }

    /** The body is not what the endpoint takes, at one place. */
    public static Refusal invalid(String path, String message) {
        return invalid(List.of(new Problem(path, message)));
    }

    /** The body is not what the endpoint takes. */
    public static Refusal of(InvalidDocumentException e) {
        return invalid(e.problems());
    }

    /** The same refusal of a body that stands in a member of another. */
    public Refusal within(String member) {
        return new Refusal(
                status,
                code,
                problems.stream()
                        .map(problem ->
                                new Problem("$." + member + problem.path().substring(1), problem.message()))
                        .toList());
    }

    /** The status of the response. */
    public int status() {
        return status;
    }

    /** The body of the response. */
    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("error", code);
        ArrayNode detail = body.putArray("detail");
        problems.forEach(
                problem -> detail.addObject().put("path", problem.path()).put("message", problem.message()));
        return body;
    }
}
