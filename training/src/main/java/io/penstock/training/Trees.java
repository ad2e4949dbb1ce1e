package io.penstock.training;

import io.penstock.base.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The calls to a native booster. */
final class Trees {
    private Trees() {}

    /** A booster ready to be shared by threads: each predicts alone. Its memory is native: dispose of it. */
    static Booster load(byte[] model) {
        try {
            Booster booster = XGBoost.loadModel(model);
            booster.setParam("nthread", "1");
            // The first prediction configures the booster, which is not safe under several threads.
            booster.inplace_predict(
                    new float[(int) booster.getNumFeature()], 1, (int) booster.getNumFeature(), Float.NaN);
            return booster;
        } catch (XGBoostError | IOException e) {
            throw new Fault("XGBoost cannot load a model of " + model.length + " bytes", e);
        }
    }

    /** The probability of each row. */
    static float[] predict(Booster booster, float[] vectors, int rows) {
        if (rows == 0) {
            return new float[0];
        }
        try {
            float[][] scores = booster.inplace_predict(vectors, rows, vectors.length / rows, Float.NaN);
            float[] flat = new float[rows];
            for (int row = 0; row < rows; row++) {
                flat[row] = scores[row][0];
            }
            return flat;
        } catch (XGBoostError e) {
            throw new Fault("XGBoost cannot score a block of " + rows + " rows", e);
        }
    }

    /** Inputs by falling share of the total gain, those that no tree uses last with 0; equal shares by name. */
    static List<GainShare> gains(byte[] model, List<String> names) {
        Booster booster = load(model);
        try {
            Map<String, Double> gains = booster.getScore((String) null, Booster.FeatureImportanceType.TOTAL_GAIN);
            double total =
                    gains.values().stream().sorted().mapToDouble(gain -> gain).sum();
            List<GainShare> shares = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                double gain = gains.getOrDefault("f" + i, 0.0);
                shares.add(new GainShare(names.get(i), total == 0 ? 0 : gain / total));
            }
            shares.sort(Comparator.comparingDouble(GainShare::share).reversed().thenComparing(GainShare::input));
            return shares;
        } catch (XGBoostError e) {
            throw new Fault("XGBoost gives no gains of a model of " + names.size() + " inputs", e);
        } finally {
            booster.dispose();
        }
    }

    /** XGBoost's version, from its library's own file. */
    static String version() {
        try (InputStream in = XGBoost.class.getResourceAsStream("/xgboost4j-version.properties")) {
            if (in == null) {
                throw new Fault("XGBoost's library names no version");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new Fault("cannot read XGBoost's version", e);
        }
    }
}
