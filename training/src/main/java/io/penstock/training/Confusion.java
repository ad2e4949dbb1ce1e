package io.penstock.training;

/** Rows by decision and truth at a threshold. */
public record Confusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {}
