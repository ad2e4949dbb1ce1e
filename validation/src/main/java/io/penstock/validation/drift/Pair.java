package io.penstock.validation.drift;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A column's reference and window, and what is to be said of them. */
record Pair(String column, Method method, double limit, DayCounts reference, DayCounts window) {

    ColumnDrift judge() {
        long[] past = reference.all();
        long[] now = window.all();
        long rows = Method.sum(now);
        if (rows == 0) {
            return undecided(OptionalDouble.empty(), "the window has no rows");
        } else if (!method.sees(now)) {
            return undecided(OptionalDouble.empty(), "all " + rows + " rows of the window are null");
        } else if (!method.sees(past)) {
            return undecided(OptionalDouble.empty(), "the reference has no values outside of the window");
        }
        double score = method.between(past, now);
        return NoiseFloor.of(reference, window.days(), method)
                .map(floor -> decided(score, floor.of(score)))
                .orElseGet(() -> undecided(
                        OptionalDouble.of(score),
                        "no noise floor: the reference has " + reference.days()
                                + " days outside of the window and needs twice the window's " + window.days()));
    }

    /** No alarm before the columns judged together are known. */
    private ColumnDrift decided(double score, Noise noise) {
        Level level = Level.of(score, limit, noise, 0);
        return new ColumnDrift(
                column, method, OptionalDouble.of(score), limit, Optional.of(noise), counts(), level, Optional.empty());
    }

    private ColumnDrift undecided(OptionalDouble score, String reason) {
        return new ColumnDrift(
                column, method, score, limit, Optional.empty(), counts(), Level.NOT_EVALUATED, Optional.of(reason));
    }

    private List<Long> counts() {
        return Arrays.stream(window.all()).boxed().toList();
    }
}
