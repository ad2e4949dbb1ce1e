package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

/** Share, 0 to 1, of the trees' total gain that one input gives. */
record GainFacts(String input, double share) {
    GainFacts {
        requireNonNull(input, "input");
    }
}
