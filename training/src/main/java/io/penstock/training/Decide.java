package io.penstock.training;

/** How a score becomes a decision. */
public sealed interface Decide {
    /** Yes from this score on. */
    record Threshold(double threshold) implements Decide {}

    /** Yes from the score on at which the expected costs on the validation part are least. */
    record Cost(double falsePositive, double falseNegative) implements Decide {}
}
