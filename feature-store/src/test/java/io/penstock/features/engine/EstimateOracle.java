package io.penstock.features.engine;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** The estimate of a count of different values as its definition has it: from the highest level of each register at once. */
public final class EstimateOracle {
    private EstimateOracle() {}

    /** Values as the oracle of the laws has them; times as numbers. */
    public static long of(Collection<Object> values) {
        Map<Integer, Integer> highest = new HashMap<>();
        for (Object value : values) {
            long hash = ApproximateDistinct.hash(internal(value));
            highest.merge(ApproximateDistinct.register(hash), ApproximateDistinct.level(hash), Math::max);
        }
        if (highest.isEmpty()) {
            return 0;
        }
        double m = ApproximateDistinct.REGISTERS;
        double inverse = highest.values().stream()
                .mapToDouble(level -> Math.pow(2, -level))
                .sum();
        return Math.max(1, Math.round(m * m / (2 * Math.log(2)) / (inverse + m * empty(1 - highest.size() / m))));
    }

    private static double empty(double share) {
        double sum = share;
        for (int k = 1; k < 60; k++) {
            sum += Math.pow(share, Math.pow(2, k)) * Math.pow(2, k - 1);
        }
        return sum;
    }

    private static Object internal(Object value) {
        if (value instanceof String text) {
            return UTF8String.fromString(text);
        } else if (value instanceof BigDecimal decimal) {
            return Decimal.apply(decimal.setScale(2), 10, 2);
        } else if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        return ((Number) value).longValue();
    }
}
