package io.penstock.validation.drift;

/**
 * How a reference's own blocks scatter, after {@link Method#evened}: from it follows how rare a score is.
 *
 * <p>Blocks that overlap say little new, so that only those that do not are counted, and those are few: for 8 blocks the bar is
 * that of Student's t with 7 degrees of freedom. Where more than four columns are judged together, a column's variance is not
 * believed below half of its own plus half of all columns' mean, which gives it twice the degrees of freedom.
 *
 * @param blocks how many do not overlap; at least two
 */
public record Unrest(double mean, double variance, int blocks) {
    private static final int MANY = 4;

    static Unrest of(double[] evened, int blocks) {
        double mean = 0;
        for (double each : evened) {
            mean += each / evened.length;
        }
        double squares = 0;
        for (double each : evened) {
            squares += (each - mean) * (each - mean);
        }
        return new Unrest(mean, squares / evened.length * blocks / (blocks - 1), blocks);
    }

    /**
     * The chance of such a score, or one above, in a window that has not changed.
     *
     * @param variances the mean variance of the columns judged together
     * @param columns how many
     */
    double pValue(double evened, double variances, int columns) {
        double spread = Math.sqrt(Math.max(variance, (variance + variances) / 2) * (1 + 1.0 / blocks));
        if (spread == 0) {
            return evened > mean ? 0 : 1;
        }
        return StudentT.above((evened - mean) / spread, (columns > MANY ? 2 : 1) * (blocks - 1));
    }
}
