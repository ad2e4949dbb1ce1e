package io.penstock.validation.drift;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far the reference's own stretches of days lie from the rest of it: what a score must exceed to mean anything.
 *
 * <p>Every run of {@code length} consecutive days of the reference is compared with all its other days. Neighbouring days
 * resemble each other, so neither single rows nor single days can tell this.
 */
final class NoiseFloor {
    private static final double SHARE = 0.95;

    private final double[] scores;
    private final Unrest unrest;
    private final Method method;

    private NoiseFloor(double[] scores, Method method, int blocks) {
        this.scores = scores;
        this.method = method;
        this.unrest = Unrest.of(Arrays.stream(scores).map(method::evened).toArray(), blocks);
    }

    /** The floor of windows of so many days; empty where the reference has not twice as many, or no values. */
    static Optional<NoiseFloor> of(DayCounts reference, int length, Method method) {
        if (length < 1 || reference.days() < 2 * length) {
            return Optional.empty();
        }
        double[] scores = new double[reference.days() - length + 1];
        int found = 0;
        for (int first = 0; first < scores.length; first++) {
            long[] block = reference.block(first, length);
            long[] rest = reference.rest(first, length);
            if (method.sees(block) && method.sees(rest)) {
                scores[found++] = method.between(rest, block);
            }
        }
        double[] sorted = Arrays.copyOf(scores, found);
        Arrays.sort(sorted);
        return found == 0 ? Optional.empty() : Optional.of(new NoiseFloor(sorted, method, reference.days() / length));
    }

    /** What the blocks say of a score, alone. */
    Noise of(double score) {
        double p = unrest.pValue(method.evened(score), unrest.variance(), 1);
        return new Noise(level(), scores[scores.length - 1], unrest, p, p);
    }

    private double level() {
        double place = SHARE * (scores.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, scores.length - 1);
        return scores[below] + (place - below) * (scores[above] - scores[below]);
    }
}
