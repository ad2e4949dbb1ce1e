package io.penstock.features.engine;

/** Counts of NaN and the infinities of a column; made only when the first of them comes. */
final class Specials {
    private final Counts nans = new Counts(row -> false);
    private final Counts positives = new Counts(row -> false);
    private final Counts negatives = new Counts(row -> false);

    /** After {@code rows} finite ones. */
    Specials(int rows) {
        for (int i = 0; i < rows; i++) {
            append(0.0, i);
        }
    }

    boolean isFinite(int head) {
        return nans.from(head) == 0 && positives.from(head) == 0 && negatives.from(head) == 0;
    }

    double sum(int head) {
        boolean up = positives.from(head) > 0;
        boolean down = negatives.from(head) > 0;
        if (nans.from(head) > 0 || up && down) {
            return Double.NaN;
        }
        return up ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    void append(double value, int index) {
        nans.put(Double.isNaN(value), index);
        positives.put(value == Double.POSITIVE_INFINITY, index);
        negatives.put(value == Double.NEGATIVE_INFINITY, index);
    }

    void moveLast(int last, int to) {
        nans.moveLast(last, to);
        positives.moveLast(last, to);
        negatives.moveLast(last, to);
    }

    void remove(int at, int last) {
        nans.remove(at, last);
        positives.remove(at, last);
        negatives.remove(at, last);
    }

    void retain(int[] rows) {
        nans.retain(rows);
        positives.retain(rows);
        negatives.retain(rows);
    }

    void dropFirst(int count, int total) {
        nans.dropFirst(count, total);
        positives.dropFirst(count, total);
        negatives.dropFirst(count, total);
    }
}
