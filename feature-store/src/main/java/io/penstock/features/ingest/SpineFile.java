package io.penstock.features.ingest;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.penstock.base.ColumnType;
import io.penstock.base.Fault;
import io.penstock.base.UserError;
import io.penstock.features.SharedRows;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A file of rows that features are asked for: the entities' keys, {@code moment}, and whatever else it has.
 *
 * <p>A Parquet file keeps its types. Of a CSV file with a header the keys have the types of their entities, {@code moment}
 * is an instant with zone or offset, and all else is text; an empty field is null. It is taken or refused as a whole.
 */
public final class SpineFile implements AutoCloseable {

    /** The column with the instant that features are asked for. */
    public static final String MOMENT = "moment";

    private final FeedFile file;
    private final SharedRows rows;
    private final long rowCount;
    private final Instant first;
    private final Instant last;

    private SpineFile(FeedFile file, SharedRows rows, Row facts) {
        this.file = file;
        this.rows = rows;
        this.rowCount = facts.getLong(0);
        if (rowCount == 0) {
            throw new UserError(file.path() + " has no rows; a training set of nothing is none");
        }
        if (facts.getLong(1) < rowCount) {
            throw new UserError(file.path() + ": " + (rowCount - facts.getLong(1)) + " of its " + rowCount
                    + " rows have no " + MOMENT + "; a row without one has no features, leave it out");
        }
        this.first = Instants.of(facts.get(2));
        this.last = Instants.of(facts.get(3));
    }

    /**
     * Opens a file and looks at all of it once.
     *
     * @param path any Hadoop path; a name that ends in .parquet or .csv, or .csv and a compression such as .gz
     * @param keys the key columns that it needs, with their types
     * @param added the columns that it will get
     * @throws UserError if it is not there or not usable, with the reason
     */
    public static SpineFile open(
            SparkSession spark, String path, Map<String, ColumnType> keys, Collection<String> added) {
        FeedFile file = find(spark, requireNonNull(path, "path"));
        SpineColumns columns = new SpineColumns(file.path(), keys, added);
        SharedRows rows = SharedRows.kept(
                isParquet(path) ? SpineParquet.read(spark, file, columns) : SpineCsv.read(spark, file, columns));
        try {
            Row facts = rows.rows()
                    .agg(count(lit(1)), count(col(MOMENT)), min(col(MOMENT)), max(col(MOMENT)))
                    .first();
            return new SpineFile(file, rows, facts);
        } catch (RuntimeException e) {
            rows.forget();
            throw e;
        }
    }

    /** The SHA-256 of a file's bytes. */
    public static String sha256(SparkSession spark, String path) {
        return find(spark, path).sha256();
    }

    /** Its rows with its columns, in its order. */
    public Dataset<Row> rows() {
        return rows.rows();
    }

    public long rowCount() {
        return rowCount;
    }

    /** The earliest moment. */
    public Instant first() {
        return first;
    }

    /** The latest moment. */
    public Instant last() {
        return last;
    }

    /** Where it lies, with scheme and whole path. */
    public String uri() {
        return file.uri();
    }

    /** The digest of its bytes. */
    public String sha256() {
        return file.sha256();
    }

    /** Lets its rows go. */
    @Override
    public void close() {
        rows.forget();
    }

    private static FeedFile find(SparkSession spark, String path) {
        if (!isParquet(path) && !path.toLowerCase(Locale.ROOT).matches(".*\\.csv(\\.[a-z0-9]+)?")) {
            throw new UserError(path + " is neither named .parquet nor .csv; one of the two it has to be");
        }
        var hadoop = spark.sessionState().newHadoopConf();
        Path at = new Path(path);
        try {
            FileSystem storage = at.getFileSystem(hadoop);
            FileStatus status = storage.getFileStatus(at);
            if (status.isDirectory()) {
                throw new UserError(path + " is a folder; name one file");
            }
            FeedFile file = new FeedFile(
                    "", path, storage.makeQualified(at).toString(), status.getLen(), status.getModificationTime(), "");
            return FileHashes.fill(spark, List.of(file)).get(0);
        } catch (FileNotFoundException e) {
            throw new UserError("there is no file " + path, e);
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot read " + path, e);
        }
    }

    private static boolean isParquet(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".parquet");
    }
}
