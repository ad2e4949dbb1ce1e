package io.penstock.validation;

import static org.apache.spark.sql.functions.lit;

import java.math.BigInteger;
import org.apache.spark.sql.catalyst.InternalRow;

/** What checks and contents need of a slice. Inputs are named by their place in the row and never null where a long or int. */
final class CheckTallies {
    private CheckTallies() {}

    /** How many rows have each bit of a mask. */
    static final class Bits implements Tally {
        private static final long serialVersionUID = 1L;

        private final int at;
        private final long[] counts = new long[Long.SIZE];

        Bits(int at) {
            this.at = at;
        }

        /** The rows with one bit; 0 for no bit. */
        long count(long bit) {
            return bit == 0 ? 0 : counts[Long.numberOfTrailingZeros(bit)];
        }

        @Override
        public Tally fresh() {
            return new Bits(at);
        }

        @Override
        public void add(InternalRow row) {
            for (long mask = row.getLong(at); mask != 0; mask &= mask - 1) {
                counts[Long.numberOfTrailingZeros(mask)]++;
            }
        }

        @Override
        public void merge(Tally other) {
            for (int bit = 0; bit < counts.length; bit++) {
                counts[bit] += ((Bits) other).counts[bit];
            }
        }
    }

    /** The xor and the exact sum of row hashes. */
    static final class Hashes implements Tally {
        private static final long serialVersionUID = 1L;

        private final RowHash hash;
        private long xor;
        private long high;
        private long low;

        Hashes(RowHash hash) {
            this.hash = hash;
        }

        long xor() {
            return xor;
        }

        BigInteger sum() {
            return BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
        }

        @Override
        public Tally fresh() {
            return new Hashes(hash);
        }

        @Override
        public void add(InternalRow row) {
            long of = hash.of(row);
            xor ^= of;
            high += of >> 32;
            low += of & 0xFFFFFFFFL;
        }

        @Override
        public void merge(Tally other) {
            Hashes that = (Hashes) other;
            xor ^= that.xor;
            high += that.high;
            low += that.low;
        }
    }

    /** The rows that a check speaks of, and the newest of a value among them; scope as in {@link TableMeasure#scope}. */
    static final class Scoped implements Tally {
        private static final long serialVersionUID = 1L;
        /** The place of a value that nobody asks for. */
        static final int NO_VALUE = -1;

        private final int scope;
        private final int value;
        private long rows;
        private long threw;
        private long newest = Long.MIN_VALUE;

        Scoped(int scope, int value) {
            this.scope = scope;
            this.value = value;
        }

        /** The number of all rows. */
        static Scoped rows(SliceScan scan) {
            return new Scoped(scan.input(lit(1)), NO_VALUE);
        }

        long rows() {
            return rows;
        }

        long threw() {
            return threw;
        }

        /** {@link Long#MIN_VALUE} where no row has a value. */
        long newest() {
            return newest;
        }

        @Override
        public Tally fresh() {
            return new Scoped(scope, value);
        }

        @Override
        public void add(InternalRow row) {
            int here = row.getInt(scope);
            if (here < 0) {
                threw++;
            } else if (here > 0) {
                rows++;
                if (value != NO_VALUE && !row.isNullAt(value)) {
                    newest = Math.max(newest, row.getLong(value));
                }
            }
        }

        @Override
        public void merge(Tally other) {
            Scoped that = (Scoped) other;
            rows += that.rows;
            threw += that.threw;
            newest = Math.max(newest, that.newest);
        }
    }
}
