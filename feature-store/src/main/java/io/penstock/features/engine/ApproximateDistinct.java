package io.penstock.features.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * About how many different values stand in a window; nulls are left out. O(1) a row that comes or goes, in memory that stops
 * growing at some ten thousand different values.
 *
 * <p>A HyperLogLog that can give rows back: the hash of a value names one of {@value #REGISTERS} registers and a level, the
 * zeros that the rest of the hash begins with; kept is how many rows are at each level of a register. So the estimate depends
 * on the rows of the window alone, not on their order or on what was there before. The standard error is 1.6 %.
 *
 * <p>The estimator is algorithm 6 of Otmar Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017).
 */
final class ApproximateDistinct implements Content {
    static final int REGISTER_BITS = 12;
    static final int REGISTERS = 1 << REGISTER_BITS;
    static final long SEED = 42;
    private static final int HIGHEST = 64 - REGISTER_BITS + 1;
    private static final double ALPHA = 1 / (2 * Math.log(2));

    private final ValueColumn values;
    private final Map<Integer, Register> registers = new HashMap<>();
    /** How many registers have their highest row at each level; 0 for those without rows. */
    private final int[] tops = new int[HIGHEST + 1];

    ApproximateDistinct(ValueColumn values) {
        this.values = values;
        clear();
    }

    /** The rows of one register by level. */
    private static final class Register {
        private int[] rows = new int[4];
        private int top;

        void add(int level) {
            if (level >= rows.length) {
                rows = Arrays.copyOf(rows, level + 4);
            }
            rows[level]++;
            top = Math.max(top, level);
        }

        void remove(int level) {
            rows[level]--;
            while (top > 0 && rows[top] == 0) {
                top--;
            }
        }
    }

    static long hash(Object value) {
        if (value instanceof Long number) {
            return XXH64.hashLong(number, SEED);
        } else if (value instanceof UTF8String text) {
            return XXH64.hashUnsafeBytes(text.getBaseObject(), text.getBaseOffset(), text.numBytes(), SEED);
        }
        byte[] bytes = ((Decimal) value).toJavaBigDecimal().unscaledValue().toByteArray();
        return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, SEED);
    }

    static int register(long hash) {
        return (int) (hash >>> (64 - REGISTER_BITS));
    }

    /** From 1 on: one more than the zeros that the hash begins with behind the register's bits. */
    static int level(long hash) {
        return Math.min(HIGHEST, Long.numberOfLeadingZeros(hash << REGISTER_BITS) + 1);
    }

    @Override
    public void enter(int row) {
        if (!values.isNull(row)) {
            long hash = hash(values.object(row));
            Register register = registers.computeIfAbsent(register(hash), none -> new Register());
            tops[register.top]--;
            register.add(level(hash));
            tops[register.top]++;
        }
    }

    @Override
    public void leave(int row) {
        if (!values.isNull(row)) {
            long hash = hash(values.object(row));
            Register register = registers.get(register(hash));
            tops[register.top]--;
            register.remove(level(hash));
            tops[register.top]++;
            if (register.top == 0) {
                registers.remove(register(hash));
            }
        }
    }

    @Override
    public void clear() {
        registers.clear();
        Arrays.fill(tops, 0);
        tops[0] = REGISTERS;
    }

    /** The estimate, rounded to a whole number; 0 exactly where there is no value. */
    long count() {
        if (tops[0] == REGISTERS) {
            return 0;
        }
        double m = REGISTERS;
        double z = m * tau(1 - tops[HIGHEST] / m);
        for (int level = HIGHEST - 1; level >= 1; level--) {
            z = 0.5 * (z + tops[level]);
        }
        z += m * sigma(tops[0] / m);
        return Math.max(1, Math.round(ALPHA * m * m / z));
    }

    /** What the registers without rows add. */
    private static double sigma(double share) {
        double x = share;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (z != before);
        return z;
    }

    /** What the registers at the highest level take away. */
    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (z != before);
        return z / 3;
    }
}
