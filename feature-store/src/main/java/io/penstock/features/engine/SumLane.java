package io.penstock.features.engine;

import org.apache.spark.sql.catalyst.InternalRow;

/** What sum, mean and deviation of one expression share: exact prefix sums, and counts of what is no finite number. */
final class SumLane implements LogColumn {
    private final Slot slot;
    private final boolean floating;
    private final Counts present;
    private final PrefixSums sums;
    private final PrefixSums squares;
    private Specials specials;
    private int size;

    private SumLane(Slot slot, PrefixSums sums, PrefixSums squares) {
        this.slot = slot;
        this.floating = slot.kind().isFloating();
        this.present = new Counts(row -> !slot.isNullIn(row));
        this.sums = sums;
        this.squares = squares;
    }

    static SumLane ofSums(Slot slot) {
        boolean floating = slot.kind().isFloating();
        return new SumLane(slot, new PrefixSums(floating ? FixedPoint.OF_DOUBLES : FixedPoint.OF_LONGS), null);
    }

    static SumLane ofSumsAndSquares(Slot slot) {
        boolean floating = slot.kind().isFloating();
        return new SumLane(
                slot,
                new PrefixSums(floating ? FixedPoint.OF_DOUBLES : FixedPoint.OF_LONGS),
                new PrefixSums(floating ? FixedPoint.OF_SQUARED_DOUBLES : FixedPoint.OF_SQUARED_LONGS));
    }

    /** The number of values that are not null, from {@code head} on. */
    int count(int head) {
        return present.from(head);
    }

    PrefixSums sums() {
        return sums;
    }

    PrefixSums squares() {
        return squares;
    }

    int size() {
        return size;
    }

    /** Whether all values from {@code head} on are finite. */
    boolean isFinite(int head) {
        return specials == null || specials.isFinite(head);
    }

    /** The sum of values of which some are not finite. */
    double specialSum(int head) {
        return specials.sum(head);
    }

    @Override
    public void append(InternalRow row, int index) {
        size = index + 1;
        boolean isNull = slot.isNullIn(row);
        present.put(!isNull, index);
        if (isNull) {
            addNothing(index);
        } else if (floating) {
            add(row.getDouble(slot.ordinal()), index);
        } else {
            add(row.getLong(slot.ordinal()), 0, index);
        }
        if (specials != null) {
            specials.append(isNull || !floating ? 0.0 : row.getDouble(slot.ordinal()), index);
        }
    }

    private void add(double value, int index) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> 52) & 0x7FF;
        if (biased == 0x7FF) {
            if (specials == null) {
                specials = new Specials(index);
            }
            addNothing(index);
            return;
        }
        long mantissa = biased == 0 ? (bits & 0xFFFFFFFFFFFFFL) << 1 : bits & 0xFFFFFFFFFFFFFL | 0x10000000000000L;
        int zeros = Long.numberOfTrailingZeros(mantissa) & 63;
        mantissa >>= zeros;
        add(bits < 0 ? -mantissa : mantissa, mantissa == 0 ? 0 : biased - 1075 + zeros, index);
    }

    private void add(long integer, int exponent, int index) {
        sums.append(integer >> 63, integer, exponent, index);
        if (squares != null) {
            squares.append(Math.multiplyHigh(integer, integer), integer * integer, 2 * exponent, index);
        }
    }

    private void addNothing(int index) {
        sums.append(0, 0, 0, index);
        if (squares != null) {
            squares.append(0, 0, 0, index);
        }
    }

    @Override
    public void moveLast(int last, int to) {
        present.moveLast(last, to);
        sums.moveLast(last, to);
        if (squares != null) {
            squares.moveLast(last, to);
        }
        if (specials != null) {
            specials.moveLast(last, to);
        }
    }

    @Override
    public void remove(int at, int last) {
        size = last;
        present.remove(at, last);
        sums.remove(at, last);
        if (squares != null) {
            squares.remove(at, last);
        }
        if (specials != null) {
            specials.remove(at, last);
        }
    }

    @Override
    public void dropFirst(int count, int total) {
        size = total - count;
        present.dropFirst(count, total);
        sums.dropFirst(count, total);
        if (squares != null) {
            squares.dropFirst(count, total);
        }
        if (specials != null) {
            specials.dropFirst(count, total);
        }
    }

    @Override
    public void retain(int[] rows) {
        size = rows.length;
        present.retain(rows);
        sums.retain(rows);
        if (squares != null) {
            squares.retain(rows);
        }
        if (specials != null) {
            specials.retain(rows);
        }
    }

    @Override
    public void clear() {
        size = 0;
        present.clear();
        sums.clear();
        if (squares != null) {
            squares.clear();
        }
        specials = null;
    }
}
