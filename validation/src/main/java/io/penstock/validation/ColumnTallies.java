package io.penstock.validation;

import io.penstock.validation.deequ.DistinctTexts;
import org.apache.spark.sql.catalyst.InternalRow;

/** What metrics need of a column in a slice. */
final class ColumnTallies {
    private ColumnTallies() {}

    /** How many rows have a value. */
    static final class Present implements Tally {
        private static final long serialVersionUID = 1L;

        private final int at;
        private long rows;

        Present(int at) {
            this.at = at;
        }

        long rows() {
            return rows;
        }

        @Override
        public Tally fresh() {
            return new Present(at);
        }

        @Override
        public void add(InternalRow row) {
            if (!row.isNullAt(at)) {
                rows++;
            }
        }

        @Override
        public void merge(Tally other) {
            rows += ((Present) other).rows;
        }
    }

    /** The moments of a column of doubles, nulls left out (Welford; merged after Chan). */
    static final class Moments implements Tally {
        private static final long serialVersionUID = 1L;

        private final int at;
        private long count;
        private double mean;
        private double squares;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        Moments(int at) {
            this.at = at;
        }

        long count() {
            return count;
        }

        double mean() {
            return mean;
        }

        /** The sum of squared differences from the mean. */
        double squares() {
            return squares;
        }

        double min() {
            return min;
        }

        double max() {
            return max;
        }

        @Override
        public Tally fresh() {
            return new Moments(at);
        }

        @Override
        public void add(InternalRow row) {
            if (!row.isNullAt(at)) {
                double value = row.getDouble(at);
                double difference = value - mean;
                mean += difference / ++count;
                squares += difference * (value - mean);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }

        @Override
        public void merge(Tally other) {
            Moments that = (Moments) other;
            long both = count + that.count;
            if (that.count > 0) {
                double difference = that.mean - mean;
                mean = count == 0 ? that.mean : mean + difference * that.count / both;
                squares += that.squares + difference * difference * count * that.count / both;
                min = Math.min(min, that.min);
                max = Math.max(max, that.max);
                count = both;
            }
        }
    }

    /** A sketch of a column of texts. */
    static final class Texts implements Tally {
        private static final long serialVersionUID = 1L;

        private final int at;
        private final DistinctTexts sketch = new DistinctTexts();

        Texts(int at) {
            this.at = at;
        }

        DistinctTexts sketch() {
            return sketch;
        }

        @Override
        public Tally fresh() {
            return new Texts(at);
        }

        @Override
        public void add(InternalRow row) {
            if (!row.isNullAt(at)) {
                sketch.add(row.getUTF8String(at));
            }
        }

        @Override
        public void merge(Tally other) {
            sketch.merge(((Texts) other).sketch);
        }
    }
}
