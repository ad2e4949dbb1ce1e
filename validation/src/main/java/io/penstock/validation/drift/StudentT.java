package io.penstock.validation.drift;

/** Student's t distribution with a whole number of degrees of freedom. */
final class StudentT {
    private static final int STEPS = 1000;

    private StudentT() {}

    /** The chance of a value above {@code t}, to about 1e-9; by Simpson's rule over the angle whose tangent is t over root freedom. */
    static double above(double t, int freedom) {
        if (t < 0) {
            return 1 - above(-t, freedom);
        }
        double angle = Math.atan(t / Math.sqrt(freedom));
        return area(angle, Math.PI / 2, freedom) / (2 * area(0, Math.PI / 2, freedom));
    }

    private static double area(double from, double to, int freedom) {
        double step = (to - from) / STEPS;
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            double weight = i == 0 || i == STEPS ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight * Math.pow(Math.cos(from + i * step), freedom - 1);
        }
        return sum * step / 3;
    }
}
