package io.penstock.features.engine;

import java.util.List;

/**
 * A fixed-point format: two's complement integers of some 64-bit limbs, least significant first, that count units of
 * 2^{@code unit}.
 *
 * <p>Units are multiples of 64 bits apart, so that a number moves to a wider format by whole limbs. The last format of
 * doubles holds every sum of doubles, however wide its range.
 */
record FixedPoint(int limbs, int unit) {
    static final List<FixedPoint> OF_DOUBLES =
            List.of(new FixedPoint(2, -64), new FixedPoint(4, -128), new FixedPoint(35, -1088));
    static final List<FixedPoint> OF_SQUARED_DOUBLES =
            List.of(new FixedPoint(4, -128), new FixedPoint(8, -256), new FixedPoint(70, -2176));
    static final List<FixedPoint> OF_LONGS = List.of(new FixedPoint(2, 0));
    static final List<FixedPoint> OF_SQUARED_LONGS = List.of(new FixedPoint(4, 0));

    /** Whether a number of so many bits, counting units of 2^{@code exponent}, leaves two bits of headroom. */
    boolean holds(int bits, int exponent) {
        return exponent >= unit && bits + exponent - unit <= 64 * limbs - 2;
    }
}
