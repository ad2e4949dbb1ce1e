package io.penstock.validation;

import io.penstock.validation.deequ.DistinctTexts;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What metrics need of a column in a slice. */
final class ColumnTallies {
    private ColumnTallies() {}

    /** How many rows have a value. */
    static class Present implements Tally {
        private static final long serialVersionUID = 1L;

        final int at;
        private long present;

        Present(int at) {
            this.at = at;
        }

        long present() {
            return present;
        }

        @Override
        public Tally fresh() {
            return new Present(at);
        }

        @Override
        public final void add(InternalRow row) {
            if (!row.isNullAt(at)) {
                present++;
                see(row);
            }
        }

        /** Sees a row that has a value. */
        void see(InternalRow row) {}

        @Override
        public void merge(Tally other) {
            present += ((Present) other).present;
        }
    }

    /** The moments of a column of numbers, as doubles; NaN is left out (Welford; merged after Chan). */
    static final class Moments extends Present {
        private static final long serialVersionUID = 1L;

        private final DataType type;
        private long count;
        private double mean;
        private double squares;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        /** Of inputs of type double, int or bigint. */
        Moments(int at, DataType type) {
            super(at);
            this.type = type;
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
            return new Moments(at, type);
        }

        @Override
        void see(InternalRow row) {
            double value = type == DataTypes.DoubleType
                    ? row.getDouble(at)
                    : type == DataTypes.IntegerType ? row.getInt(at) : row.getLong(at);
            if (!Double.isNaN(value)) {
                double difference = value - mean;
                mean += difference / ++count;
                squares += difference * (value - mean);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }

        @Override
        public void merge(Tally other) {
            super.merge(other);
            Moments that = (Moments) other;
            if (that.count > 0) {
                long both = count + that.count;
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
    static final class Texts extends Present {
        private static final long serialVersionUID = 1L;

        private final DistinctTexts sketch = new DistinctTexts();

        Texts(int at) {
            super(at);
        }

        DistinctTexts sketch() {
            return sketch;
        }

        @Override
        public Tally fresh() {
            return new Texts(at);
        }

        @Override
        void see(InternalRow row) {
            sketch.add(row.getUTF8String(at));
        }

        @Override
        public void merge(Tally other) {
            super.merge(other);
            sketch.merge(((Texts) other).sketch);
        }
    }
}
