package io.github.ftmo4j.sim.engine.internal.markov;

/**
 * Gauss-Legendre nodes on an interval, in ascending order: weights to integrate with, and weights to interpolate with
 * (J.-P. Berrut, L. N. Trefethen, Barycentric Lagrange Interpolation, SIAM Review 2004).
 */
final class Legendre {

    private static final int MOST_ITERATIONS = 100;

    final double[] nodes;
    final double[] weights;
    private final double[] barycentric;
    private final double from;
    private final double to;

    /** The nodes on [−1, 1]. */
    private Legendre(double[] nodes, double[] weights, double[] barycentric, double from, double to) {
        this.nodes = nodes;
        this.weights = weights;
        this.barycentric = barycentric;
        this.from = from;
        this.to = to;
    }

    /** Nodes on [−1, 1], by Newton's method. */
    static Legendre of(int order) {
        double[] nodes = new double[order];
        double[] weights = new double[order];
        double[] barycentric = new double[order];
        for (int i = 0; i < order; i++) {
            double x = -Math.cos(Math.PI * (i + 0.75) / (order + 0.5));
            double slope = 1;
            for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
                double before = 1;
                double value = x;
                for (int k = 2; k <= order; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                    before = value;
                    value = next;
                }
                if (order == 1) {
                    before = 1;
                }
                slope = order * (x * value - before) / (x * x - 1);
                double step = value / slope;
                x -= step;
                if (Math.abs(step) < 1e-15) {
                    break;
                }
            }
            nodes[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
            barycentric[i] = (i % 2 == 0 ? 1 : -1) * Math.sqrt((1 - x * x) * weights[i]);
        }
        return new Legendre(nodes, weights, barycentric, -1, 1);
    }

    /** The same nodes on another interval. */
    Legendre on(double newFrom, double newTo) {
        double half = (newTo - newFrom) / 2;
        double[] moved = new double[nodes.length];
        double[] scaled = new double[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            moved[i] = newFrom + half * (1 + nodes[i]);
            scaled[i] = half * weights[i];
        }
        return new Legendre(moved, scaled, barycentric, newFrom, newTo);
    }

    int size() {
        return nodes.length;
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    boolean contains(double x) {
        return x >= from && x <= to;
    }

    /** Adds mass at a place to the nodes: to each as much as it weighs in the interpolation at that place. */
    void spread(double x, double mass, double[] sums, int at) {
        double total = 0;
        for (int i = 0; i < nodes.length; i++) {
            double distance = x - nodes[i];
            if (distance == 0) {
                sums[at + i] += mass;
                return;
            }
            total += barycentric[i] / distance;
        }
        double part = mass / total;
        for (int i = 0; i < nodes.length; i++) {
            sums[at + i] += part * barycentric[i] / (x - nodes[i]);
        }
    }
}
