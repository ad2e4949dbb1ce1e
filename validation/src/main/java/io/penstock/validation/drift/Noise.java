package io.penstock.validation.drift;

/**
 * What a reference's own blocks say of a score.
 *
 * @param floor the 95th percentile of the scores of blocks as long as the window
 * @param highest the score of the block farthest from the rest
 * @param pValue the share of blocks at or above the score, the window counted as one of them
 * @param qValue the p value corrected for all columns judged together (Benjamini-Hochberg), those within their limit
 *     counted as 1
 */
public record Noise(double floor, double highest, double pValue, double qValue) {
    Noise withQ(double q) {
        return new Noise(floor, highest, pValue, q);
    }
}
