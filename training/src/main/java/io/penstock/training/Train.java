package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Ordered;
import java.util.Map;

/**
 * How trees are grown: XGBoost's own parameters, at most {@code rounds} trees, ended after {@code earlyStopping} rounds without
 * gain on the validation part (0: never).
 */
public record Train(
        Map<String, Object> xgboost, int rounds, int earlyStopping, DeviceChoice device, int workers, long seed) {
    public Train {
        xgboost = Ordered.copy(xgboost);
        requireNonNull(device, "device");
    }
}
