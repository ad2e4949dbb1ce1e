package io.penstock.jobs;

/** Ends {@code main} for spark-submit when a job did not succeed; all has been said and written before. */
final class Unsuccessful extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unsuccessful(Exit exit) {
        super(
                "penstock ended with exit code " + exit.code() + " ("
                        + exit.name().toLowerCase(java.util.Locale.ROOT)
                        + "); its reasons stand above and in the result file",
                null,
                false,
                false);
    }
}
