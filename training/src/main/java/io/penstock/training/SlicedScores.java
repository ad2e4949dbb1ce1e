package io.penstock.training;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.penstock.validation.ColumnProfile;
import io.penstock.validation.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The scores of a split, all together and by each category, counted in one aggregate.
 *
 * @param all of every row
 * @param slices by column in the order of inputs, then by falling rows
 */
record SlicedScores(ScoreTable all, List<Slice> slices) {
    private static final int VALUES = 12;
    private static final String PART = "part";

    /**
     * Counts rows with score, label, moment and the inputs. A category has a slice of its own when it is among the 12 most
     * frequent of the training's profile.
     */
    static SlicedScores of(Dataset<Row> scored, List<ModelInput> inputs, Profile trained, long seed) {
        List<String> columns = inputs.stream()
                .filter(input -> input.ordinal().isPresent())
                .map(ModelInput::name)
                .toList();
        List<Column> parts = new ArrayList<>(List.of(part(lit(""), lit(null))));
        columns.forEach(column -> parts.add(part(lit(column), named(trained.column(column)))));
        Dataset<Row> parted = scored.withColumn(PART, explode(array(parts.toArray(new Column[0]))));
        Map<Row, ScoreTable> tables = ScoreTable.by(parted, col(PART));
        List<Slice> slices = tables.entrySet().stream()
                .filter(entry -> !entry.getKey().getString(0).isEmpty())
                .map(entry -> slice(entry.getKey(), entry.getValue(), seed))
                .sorted(Comparator.comparingInt((Slice slice) -> columns.indexOf(slice.column()))
                        .thenComparing(slice -> slice.value().isEmpty())
                        .thenComparing(slice -> -slice.rows())
                        .thenComparing(slice -> slice.value().orElse("")))
                .toList();
        ScoreTable all = tables.entrySet().stream()
                .filter(entry -> entry.getKey().getString(0).isEmpty())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ScoreTable.EMPTY);
        return new SlicedScores(all.withBothLabels(), slices);
    }

    private static Column part(Column column, Column value) {
        return struct(column.as("column"), value.cast("string").as("value"));
    }

    private static Column named(ColumnProfile profile) {
        List<String> categories = profile.bins().categories();
        Object[] frequent = IntStream.range(0, categories.size())
                .boxed()
                .sorted(Comparator.comparing((Integer bin) -> -profile.counts().get(bin)))
                .limit(VALUES)
                .map(categories::get)
                .toArray();
        Column value = col(profile.name()).cast("string");
        return when(value.isin(frequent), value);
    }

    private static Slice slice(Row part, ScoreTable table, long seed) {
        return new Slice(
                part.getString(0),
                Optional.ofNullable(part.getString(1)),
                table.rows(),
                table.ones(),
                Math.min(table.ones(), table.rows() - table.ones()) < Slice.FEWEST
                        ? Optional.empty()
                        : Optional.of(ScoreMetrics.of(table, seed)));
    }
}
