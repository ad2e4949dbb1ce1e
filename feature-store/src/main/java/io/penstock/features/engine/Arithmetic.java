package io.penstock.features.engine;

import io.penstock.base.UserError;
import java.math.BigInteger;
import org.apache.spark.sql.catalyst.InternalRow;

/** Sum, mean and standard deviation of a window, from exact sums, rounded once. */
final class Arithmetic implements FeatureValue {
    private final FeatureSpec feature;
    private final SumLane lane;
    private final Window window;
    private final boolean integral;
    private final Deviation deviation = new Deviation();
    private long[] total = new long[4];
    private long[] squares = new long[8];

    Arithmetic(FeatureSpec feature, SumLane lane, Window window) {
        this.feature = feature;
        this.lane = lane;
        this.window = window;
        this.integral = feature.input().kind().isIntegral();
    }

    @Override
    public boolean write(InternalRow out, int ordinal) {
        int head = window.head();
        int n = lane.count(head);
        if (n < (feature.operation() == Operation.STDDEV ? 2 : 1)) {
            out.setNullAt(ordinal);
            return false;
        }
        if (feature.operation() == Operation.SUM && integral) {
            out.setLong(ordinal, sumOfLongs(head));
        } else {
            out.setDouble(ordinal, lane.isFinite(head) ? finite(head, n) : notFinite(head));
        }
        return true;
    }

    private double notFinite(int head) {
        return feature.operation() == Operation.STDDEV ? Double.NaN : lane.specialSum(head);
    }

    private double finite(int head, int n) {
        boolean negative = readTotal(head);
        PrefixSums sums = lane.sums();
        return switch (feature.operation()) {
            case SUM -> signed(negative, Rounding.quotient(total, sums.limbs(), sums.unit(), 1));
            case MEAN -> signed(negative, Rounding.quotient(total, sums.limbs(), sums.unit(), n));
            default -> deviation(head, n);
        };
    }

    private double deviation(int head, int n) {
        PrefixSums ofSquares = lane.squares();
        if (squares.length < ofSquares.limbs()) {
            squares = new long[ofSquares.limbs()];
        }
        ofSquares.difference(head, lane.size(), squares);
        PrefixSums sums = lane.sums();
        return deviation.of(n, total, sums.limbs(), sums.unit(), squares, ofSquares.limbs(), ofSquares.unit());
    }

    /** Leaves the magnitude of the sum in {@link #total}; whether the sum is negative. */
    private boolean readTotal(int head) {
        PrefixSums sums = lane.sums();
        if (total.length < sums.limbs()) {
            total = new long[sums.limbs()];
        }
        sums.difference(head, lane.size(), total);
        boolean negative = Limbs.isNegative(total, sums.limbs());
        if (negative) {
            Limbs.negate(total, sums.limbs());
        }
        return negative;
    }

    private long sumOfLongs(int head) {
        lane.sums().difference(head, lane.size(), total);
        if (total[1] != total[0] >> 63) {
            throw new UserError("feature " + feature.label() + ": a sum does not fit into a bigint (it is "
                    + BigInteger.valueOf(total[1]).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(total[0])))
                    + "); sum double(...) of the column instead");
        }
        return total[0];
    }

    private static double signed(boolean negative, double magnitude) {
        return negative ? -magnitude : magnitude;
    }
}
