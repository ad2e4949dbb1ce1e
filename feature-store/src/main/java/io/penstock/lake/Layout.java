package io.penstock.lake;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Fault;
import io.penstock.validation.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.StructType;

/**
 * What a table looks like: its name in the lake, its columns, and the column that cuts it into slices; and what becomes of
 * the other slices of the table that is there.
 *
 * <p>Without a partition column the table has one slice, {@link #WHOLE}. Every column is nullable, whatever the schema
 * says. A slice is one file, unless {@code filesPerSlice} asks for more (large slices, read in parallel).
 */
public record Layout(
        String table, StructType schema, Optional<String> partition, int filesPerSlice, OtherSlices otherSlices) {

    /** What a publication does to the slices and columns that it does not speak of. */
    public enum OtherSlices {
        /** They stay as they are. */
        STAY,
        /** They go: the table begins anew, its earlier versions stay readable. */
        GO
    }

    /** The only slice of a table without a partition column. */
    public static final String WHOLE = Candidate.ALL;

    /** A file never holds more rows than this. */
    static final long ROWS_PER_FILE = 4_000_000;

    private static final Set<String> SLICE_TYPES = Set.of("string", "date");
    private static final Pattern UNWRITABLE = Pattern.compile("[ ,;{}()\\n\\t=]");

    public Layout {
        TableName.of(table);
        schema = Schemas.nullable(requireNonNull(schema, "schema"));
        requireNonNull(partition, "partition");
        requireNonNull(otherSlices, "otherSlices");
        if (filesPerSlice < 1) {
            throw new Fault(table + ": files per slice must be 1 or more, is " + filesPerSlice);
        }
        for (String column : schema.fieldNames()) {
            if (!canStore(column)) {
                throw new Fault(table + ": column name '" + column
                        + "' cannot be stored; spaces and any of ,;{}()= are not allowed");
            }
        }
        if (partition.isPresent()) {
            checkPartition(table, typeOf(table, partition.get(), schema), partition.get());
        }
    }

    public Layout(String table, StructType schema, Optional<String> partition) {
        this(table, schema, partition, 1, OtherSlices.STAY);
    }

    /** The same layout for a table that begins anew: once published it holds these columns and the published slices alone. */
    public Layout anew() {
        return new Layout(table, schema, partition, filesPerSlice, OtherSlices.GO);
    }

    /** The same layout with {@code files} files a slice. */
    public Layout withFilesPerSlice(int files) {
        return new Layout(table, schema, partition, files, otherSlices);
    }

    /** Whether a column of this name can be stored. */
    public static boolean canStore(String column) {
        return !column.isEmpty() && !UNWRITABLE.matcher(column).find();
    }

    private static String typeOf(String table, String column, StructType schema) {
        if (!List.of(schema.fieldNames()).contains(column)) {
            throw new Fault(table + ": partition column '" + column + "' is not one of its columns "
                    + String.join(", ", schema.fieldNames()));
        }
        return schema.apply(column).dataType().simpleString();
    }

    private static void checkPartition(String table, String type, String column) {
        if (!SLICE_TYPES.contains(type)) {
            throw new Fault(table + ": partition column '" + column + "' is " + type + "; allowed are string and date");
        }
    }
}
