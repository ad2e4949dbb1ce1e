package io.penstock.training;

/**
 * How much of the trees' total gain one input gives.
 *
 * @param share between 0 and 1
 */
public record GainShare(String input, double share) {}
