package io.github.ftmo4j.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place in a document that is being read, and the problems of the whole document. */
public final class Place {

    /** More problems are counted, and not kept. */
    private static final int MOST_KEPT = 100;

    private final String path;
    private final Problems problems;

    private static final class Problems {
        private final List<Problem> kept = new ArrayList<>();
        private int count;
    }

    private Place(String path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /**
     * The root of a document without problems.
     *
     * @return the place
     */
    public static Place root() {
        return new Place("$", new Problems());
    }

    /**
     * A field of the object at this place.
     *
     * @param name the name
     * @return the place
     */
    public Place field(String name) {
        boolean plain = name.matches("\\w+");
        return new Place(path + (plain ? "." + name : "['" + name + "']"), problems);
    }

    /**
     * An item of the list at this place.
     *
     * @param index from 0
     * @return the place
     */
    public Place item(int index) {
        return new Place(path + "[" + index + "]", problems);
    }

    /**
     * Notes that something is wrong here.
     *
     * @param message what is wrong, and what is allowed
     */
    public void problem(String message) {
        problems.count++;
        if (problems.kept.size() < MOST_KEPT) {
            problems.kept.add(new Problem(path, message));
        }
    }

    /**
     * Notes that a value's own check refuses what stands here. Such a message begins with the name of a parameter; if
     * the object has a field of this name, the problem is there.
     */
    void refused(JsonNode node, RuntimeException refusal) {
        String message = Optional.ofNullable(refusal.getMessage()).orElse("is not valid");
        String first = message.split("\\W", 2)[0];
        (node.has(first) ? field(first) : this).problem(message);
    }

    /**
     * The problems of the whole document so far.
     *
     * @return in the order in which they were found, the first hundred
     */
    public List<Problem> problems() {
        return List.copyOf(problems.kept);
    }

    /** How many problems the whole document has so far. */
    int count() {
        return problems.count;
    }
}
