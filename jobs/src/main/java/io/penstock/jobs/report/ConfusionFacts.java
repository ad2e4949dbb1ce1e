package io.penstock.jobs.report;

/** Rows by decision and truth at a threshold. */
record ConfusionFacts(
        double threshold, long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
    public long rows() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** Share of the positive decisions that are right, in words. */
    public String precision() {
        return share(truePositives, truePositives + falsePositives);
    }

    /** Share of the positive rows that are found, in words. */
    public String recall() {
        return share(truePositives, truePositives + falseNegatives);
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "–" : Format.percent((double) part / whole);
    }
}
