package io.penstock.validation.drift;

import static java.util.Objects.requireNonNull;

/**
 * What a reference's own blocks say of a score.
 *
 * @param floor the 95th percentile of the scores of blocks as long as the window
 * @param highest the score of the block farthest from the rest
 * @param unrest how the blocks scatter
 * @param pValue the chance of such a score, or a higher one, in a window that has not changed
 * @param qValue the p value corrected for all columns judged together (Benjamini-Hochberg), those within their limit
 *     counted as 1
 */
public record Noise(double floor, double highest, Unrest unrest, double pValue, double qValue) {
    public Noise {
        requireNonNull(unrest, "unrest");
    }

    Noise withP(double p) {
        return new Noise(floor, highest, unrest, p, p);
    }

    Noise withQ(double q) {
        return new Noise(floor, highest, unrest, pValue, q);
    }
}
