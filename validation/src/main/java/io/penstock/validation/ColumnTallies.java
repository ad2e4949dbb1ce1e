package io.penstock.validation;

import io.penstock.validation.deequ.DistinctTexts;
import java.math.BigDecimal;
import java.math.MathContext;
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

    /**
     * The moments of a column of numbers; NaN is left out. Sums are exact and rounded once, so that they do not depend on how
     * rows were split; one infinite value makes them infinite or NaN.
     */
    static final class Moments extends Present {
        private static final long serialVersionUID = 1L;

        private final DataType type;
        private final ExactSum sum = new ExactSum();
        private final ExactSum squares = new ExactSum();
        private long count;
        private double infinite;
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

        double sum() {
            return infinite == 0 ? sum.value().doubleValue() : infinite;
        }

        double mean() {
            if (infinite != 0 || count == 0) {
                return infinite;
            }
            return sum.value()
                    .divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
                    .doubleValue();
        }

        /** The sum of squared differences from the mean. */
        double squares() {
            if (infinite != 0) {
                return Double.NaN;
            } else if (count == 0) {
                return 0;
            }
            BigDecimal rows = BigDecimal.valueOf(count);
            BigDecimal spread =
                    rows.multiply(squares.value()).subtract(sum.value().pow(2));
            return spread.divide(rows, MathContext.DECIMAL128).doubleValue();
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
            if (Double.isNaN(value)) {
                return;
            } else if (Double.isInfinite(value)) {
                infinite += value;
            } else {
                sum.add(value);
                squares.addSquare(value);
            }
            count++;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }

        @Override
        public void merge(Tally other) {
            super.merge(other);
            Moments that = (Moments) other;
            count += that.count;
            infinite += that.infinite;
            sum.add(that.sum);
            squares.add(that.squares);
            min = Math.min(min, that.min);
            max = Math.max(max, that.max);
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
