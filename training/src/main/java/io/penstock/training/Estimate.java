package io.penstock.training;

/**
 * A metric's value with the 95 % interval of resampled days.
 *
 * @param value exact, over all rows
 * @param low lower end, equal to the value where days cannot be resampled
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
    /** A value without an interval. */
    public static Estimate exactly(double value) {
        return new Estimate(value, value, value);
    }
}
