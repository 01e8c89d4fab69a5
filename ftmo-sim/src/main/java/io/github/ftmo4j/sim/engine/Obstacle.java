package io.github.ftmo4j.sim.engine;

/**
 * What stands in the way of an exact computation.
 *
 * @param name its name, such as that of a module or of a distribution
 * @param reason why it does
 */
public record Obstacle(String name, String reason) {

    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
