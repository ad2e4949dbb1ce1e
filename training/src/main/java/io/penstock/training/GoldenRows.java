package io.penstock.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.penstock.training.Golden.GoldenRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** Chooses {@link Golden} rows: of the test split by the hash of their key, some as they are, some blanked, some unseen. */
final class GoldenRows {
    private static final int PLAIN = 40;
    private static final int ALTERED = 10;
    private static final String UNSEEN = "never seen in training";

    private GoldenRows() {}

    static Golden choose(TrainingData data, Model model) {
        Encoding encoding = model.encoding();
        List<List<Object>> values = new ArrayList<>();
        List<Row> rows = sample(data, encoding);
        rows.forEach(row -> values.add(json(row)));
        for (int i = 0; i < ALTERED && i < rows.size(); i++) {
            values.add(blanked(values.get(i), i));
            values.add(unseen(values.get(i), encoding));
        }
        return score(values, encoding, model);
    }

    /** Ordered by the hash of key and values, so that the choice does not depend on how the rows came. */
    private static List<Row> sample(TrainingData data, Encoding encoding) {
        Column[] columns = encoding.names().stream().map(name -> col(name)).toArray(Column[]::new);
        Column[] all = Stream.concat(data.key().stream(), encoding.names().stream())
                .distinct()
                .map(name -> col(name))
                .toArray(Column[]::new);
        return data.split(TrainingData.TEST)
                .orderBy(xxhash64(all))
                .limit(PLAIN)
                .select(columns)
                .collectAsList();
    }

    private static List<Object> json(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            boolean missing =
                    value instanceof Double number && number.isNaN() || value instanceof Float real && real.isNaN();
            // A float's decimal text reads back as the same float; decimals keep their digits as text.
            values.add(missing ? null : value instanceof BigDecimal decimal ? decimal.toPlainString() : value);
        }
        return values;
    }

    /** The first altered row loses every value, the others every second or third one. */
    private static List<Object> blanked(List<Object> values, int row) {
        List<Object> blanked = new ArrayList<>(values);
        for (int i = 0; i < blanked.size(); i++) {
            if (row == 0 || (i + row) % (2 + row % 2) == 0) {
                blanked.set(i, null);
            }
        }
        return blanked;
    }

    private static List<Object> unseen(List<Object> values, Encoding encoding) {
        List<Object> unseen = new ArrayList<>(values);
        for (int i = 0; i < unseen.size(); i++) {
            if (encoding.inputs().get(i).ordinal().isPresent()
                    && encoding.inputs().get(i).type().equals("string")) {
                unseen.set(i, UNSEEN);
            }
        }
        return unseen;
    }

    private static Golden score(List<List<Object>> values, Encoding encoding, Model model) {
        RowEncoder encoder = encoding.encoder();
        float[] vectors = new float[values.size() * encoder.width()];
        for (int row = 0; row < values.size(); row++) {
            encoder.encode(new GenericInternalRow(encoding.catalyst(values.get(row))), vectors, row * encoder.width());
        }
        float[] scores = SharedBoosters.with(
                model.digest(), model.booster(), booster -> Trees.predict(booster, vectors, values.size()));
        List<GoldenRow> golden = new ArrayList<>();
        for (int row = 0; row < values.size(); row++) {
            golden.add(new GoldenRow(values.get(row), vector(vectors, row, encoder.width()), scores[row]));
        }
        return new Golden(golden);
    }

    private static List<Double> vector(float[] vectors, int row, int width) {
        List<Double> vector = new ArrayList<>();
        for (int i = row * width; i < (row + 1) * width; i++) {
            vector.add(Float.isNaN(vectors[i]) ? null : (double) vectors[i]);
        }
        return vector;
    }
}
