package io.penstock.lake;

import io.penstock.base.Fault;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes slices into an open transaction: checks what it is given, writes, checks what was written. */
final class Staging {

    private static final String DESCRIPTION = "spark.job.description";

    private final Lake lake;
    private final SparkSession spark;
    private final Layout layout;

    Staging(Lake lake, SparkSession spark, Layout layout) {
        this.lake = lake;
        this.spark = spark;
        this.layout = layout;
    }

    Staged stage(Dataset<Row> rows, List<String> slices) {
        return new Staged(lake, layout, List.copyOf(slices), write(rows, List.copyOf(slices)));
    }

    DeltaTransaction write(Dataset<Row> rows, List<String> slices) {
        checkSlices(slices);
        checkColumns(rows);
        DeltaTransaction transaction =
                DeltaTransaction.open(spark, lake.path(TableName.of(layout.table())), layout, slices);
        String before = spark.sparkContext().getLocalProperty(DESCRIPTION);
        spark.sparkContext()
                .setLocalProperty(DESCRIPTION, "stage " + layout.table() + ", " + slices.size() + " slices");
        try {
            transaction.write(rows);
            checkWritten(transaction.writtenSlices(), slices);
            return transaction;
        } catch (RuntimeException e) {
            transaction.drop(Set.of());
            throw e;
        } finally {
            spark.sparkContext().setLocalProperty(DESCRIPTION, before);
        }
    }

    private void checkSlices(List<String> slices) {
        if (slices.isEmpty() || new HashSet<>(slices).size() != slices.size()) {
            throw new Fault(layout.table() + ": slices must be given, each once; they are " + slices);
        }
        if (layout.partition().isEmpty() && !slices.equals(List.of(Layout.WHOLE))) {
            throw new Fault(layout.table() + " has no partition column; its only slice is '" + Layout.WHOLE + "', not "
                    + slices);
        }
        if (layout.partition().map(this::isDate).orElse(false)) {
            slices.forEach(this::checkDate);
        }
    }

    private boolean isDate(String column) {
        return layout.schema().apply(column).dataType().simpleString().equals("date");
    }

    private void checkDate(String slice) {
        try {
            LocalDate.parse(slice);
        } catch (DateTimeParseException e) {
            throw new Fault(layout.table() + ": slice '" + slice + "' is no date; write it as 2013-01-31", e);
        }
    }

    private void checkColumns(Dataset<Row> rows) {
        String difference = Schemas.difference(rows.schema(), layout.schema());
        if (!difference.isEmpty()) {
            throw new Fault(layout.table() + ": the rows do not have the columns of the layout: " + difference);
        }
    }

    private void checkWritten(Set<String> written, List<String> slices) {
        List<String> strangers =
                written.stream().filter(slice -> !slices.contains(slice)).toList();
        if (!strangers.isEmpty()) {
            throw new Fault(layout.table() + ": rows of the slices " + strangers + " came where only "
                    + (slices.size() <= 5 ? slices : slices.size() + " others")
                    + " were expected; nothing was published");
        }
    }
}
