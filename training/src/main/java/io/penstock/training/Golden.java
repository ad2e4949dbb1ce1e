package io.penstock.training;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/**
 * Input rows with the scores that they had when the model was made: a model that does not give them again is not used.
 *
 * @param rows at least 50 where the test split has as many; some with nulls in every column, some with unseen
 *     categories
 */
record Golden(List<GoldenRow> rows) {
    /**
     * Scores are compared within this: walks of the same trees on other machines add the leaves in another order, which
     * was measured to move a probability by up to 5.4e-7.
     */
    static final double TOLERANCE = 1e-6;

    /**
     * One row.
     *
     * @param values of the inputs in the manifest's order, as JSON has them; decimals as text
     * @param vector what the trees read; null for missing
     */
    record GoldenRow(List<Object> values, List<Double> vector, double score) {
        GoldenRow {
            values = Collections.unmodifiableList(new ArrayList<>(values));
            vector = Collections.unmodifiableList(new ArrayList<>(vector));
        }
    }

    Golden {
        rows = List.copyOf(rows);
    }

    String toJson() {
        return Json.pretty(this);
    }

    static Golden fromJson(String text) {
        return Json.read(text, Golden.class);
    }

    /** Scores every row again and compares. */
    void verify(Model model) {
        float[] vectors = vectors(model);
        float[] scores = SharedBoosters.with(
                model.digest(), model.booster(), booster -> Trees.predict(booster, vectors, rows.size()));
        for (int row = 0; row < rows.size(); row++) {
            double kept = rows.get(row).score();
            if (!(Math.abs(scores[row] - kept) <= TOLERANCE)) {
                throw new Fault("model " + model.manifest().model() + " " + model.digest() + " gives golden row " + row
                        + " the score " + scores[row] + ", not " + kept + " (tolerance " + TOLERANCE
                        + "): this machine does not score as the one that trained; nothing was scored");
            }
        }
    }

    private float[] vectors(Model model) {
        RowEncoder encoder = model.encoding().encoder();
        int width = encoder.width();
        float[] vectors = new float[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            List<Object> values = rows.get(row).values();
            encoder.encode(new GenericInternalRow(model.encoding().catalyst(values)), vectors, row * width);
        }
        return vectors;
    }
}
