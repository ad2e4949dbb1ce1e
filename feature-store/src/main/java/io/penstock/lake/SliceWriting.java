package io.penstock.lake;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Puts rows in the order in which they are written: the table's columns, each file in one task. */
final class SliceWriting {

    private SliceWriting() {}

    /** A column that the frame lacks is null. The place of a row depends on its content alone, never on chance. */
    static Dataset<Row> arrange(Dataset<Row> rows, Layout layout, StructType columns, int slices) {
        Dataset<Row> projected = rows.select(projection(rows, columns));
        int files = layout.filesPerSlice();
        if (layout.partition().isEmpty()) {
            return files == 1 ? projected.repartition(1) : projected.repartition(files, hashable(columns));
        }
        List<Column> by = new ArrayList<>();
        by.add(ColumnNames.column(layout.partition().get()));
        if (files > 1) {
            by.add(pmod(xxhash64(hashable(columns)), lit(files)));
        }
        return projected.repartition(tasks(rows, (long) slices * files), by.toArray(Column[]::new));
    }

    private static int tasks(Dataset<Row> rows, long wanted) {
        int most = rows.sparkSession().sessionState().conf().numShufflePartitions();
        return (int) Math.max(1, Math.min(wanted, most));
    }

    private static Column[] projection(Dataset<Row> rows, StructType columns) {
        Set<String> present = Set.of(rows.columns());
        return Arrays.stream(columns.fields())
                .map(field -> present.contains(field.name())
                        ? ColumnNames.column(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
    }

    private static Column[] hashable(StructType columns) {
        return Arrays.stream(columns.fields())
                .filter(field -> !(field.dataType() instanceof MapType))
                .map(StructField::name)
                .map(ColumnNames::column)
                .toArray(Column[]::new);
    }
}
