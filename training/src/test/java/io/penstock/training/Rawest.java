package io.penstock.training;

import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A booster whose scores are no probabilities. */
final class Rawest {
    private Rawest() {}

    static byte[] trees(int width) {
        try {
            DMatrix matrix = new DMatrix(new float[width * 4], 4, width, Float.NaN);
            matrix.setLabel(new float[] {7, 7, 7, 7});
            Booster booster = XGBoost.train(matrix, Map.of("objective", "reg:squarederror"), 1, Map.of(), null, null);
            try {
                return booster.toByteArray("ubj");
            } finally {
                booster.dispose();
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new AssertionError(e);
        }
    }
}
