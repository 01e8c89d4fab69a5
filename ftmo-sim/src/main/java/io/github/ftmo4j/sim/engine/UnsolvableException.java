package io.github.ftmo4j.sim.engine;

import java.util.List;
import java.util.stream.Collectors;

/** A specification cannot be solved exactly. */
public final class UnsolvableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Obstacle> obstacles;

    /**
     * States everything that stands in the way.
     *
     * @param obstacles at least one
     */
    public UnsolvableException(List<Obstacle> obstacles) {
        super(obstacles.stream().map(Obstacle::toString).collect(Collectors.joining("; ", "cannot be solved: ", "")));
        this.obstacles = List.copyOf(obstacles);
    }

    /**
     * What stands in the way.
     *
     * @return at least one
     */
    public List<Obstacle> obstacles() {
        return obstacles;
    }
}
