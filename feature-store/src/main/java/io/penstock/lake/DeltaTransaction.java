package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.base.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.DeltaOptions;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.SnapshotDescriptor;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/**
 * One Delta transaction over chosen slices of a table: files are written first, read as they lie, and then committed or
 * dropped.
 *
 * <p>With {@link TableMetadata} the only class that touches Delta's unstable API. Its promises, each with a test: nothing
 * is visible before the commit; a rival that changed one of the slices since the transaction was opened makes the commit
 * fail, one that changed others does not; a table that is not there yet is created when something is committed, not
 * before, and in a commit of its own: version 0 of every table is empty.
 */
final class DeltaTransaction {

    private static final int LISTED = 20;

    private final SparkSession spark;
    private final Layout layout;
    private final DeltaLog log;
    private final OptimisticTransaction transaction;
    private final List<String> addedColumns;
    private final List<AddFile> standing;
    private final List<String> slices;
    private final List<AddFile> written = new ArrayList<>();

    private DeltaTransaction(SparkSession spark, Path path, Layout layout, List<String> slices) {
        this.spark = spark;
        this.layout = layout;
        this.slices = slices;
        this.log = DeltaLog.forTable(spark, path);
        this.transaction = log.startTransaction(Option.empty(), Option.empty());
        if (!isNewTable()) {
            checkPartition();
        }
        this.standing = isNewTable() ? List.of() : files();
        this.addedColumns = isNewTable() ? define() : widen();
    }

    /** Opens a transaction on these slices; what they hold now is registered as read. */
    static DeltaTransaction open(SparkSession spark, Path path, Layout layout, List<String> slices) {
        return new DeltaTransaction(spark, path, layout, slices);
    }

    /** The version that this transaction builds on; -1 for a table that is not there yet. */
    long readVersion() {
        return transaction.readVersion();
    }

    /** The table's columns once committed. */
    StructType schema() {
        return transaction.metadata().schema();
    }

    /** Columns of the layout that the table did not have; none for a new table. */
    List<String> addedColumns() {
        return addedColumns;
    }

    /** Writes rows as files of the table, a file a slice; nobody sees them yet. */
    void write(Dataset<Row> rows) {
        log.createLogDirectoriesIfNotExists();
        DeltaOptions options = new DeltaOptions(
                Map$.MODULE$.<String, String>empty().updated("maxRecordsPerFile", Long.toString(Layout.ROWS_PER_FILE)),
                spark.sessionState().conf());
        JavaConverters.seqAsJavaList(transaction.writeFiles(
                        SliceWriting.arrange(rows, layout, schema(), slices.size()), Option.apply(options)))
                .forEach(file -> written.add((AddFile) file));
    }

    /** The slices that the written files lie in, as text; a null one as {@code null}. */
    Set<String> writtenSlices() {
        return written.stream().map(this::slice).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The rows of exactly the written files. */
    Dataset<Row> written() {
        SnapshotDescriptor descriptor = new TableMetadata.Described(
                log, Math.max(readVersion(), 0), transaction.metadata(), transaction.protocol());
        return log.createDataFrame(descriptor, seq(written), false, Option.empty());
    }

    /** Whether there is anything to change: files to remove or to add. */
    boolean changesNothing() {
        return standing.isEmpty() && written.isEmpty();
    }

    /**
     * Commits the written files of these slices in the place of what they hold now; of the other slices nothing.
     *
     * @return the version made
     */
    long replace(Collection<String> replaced, Optional<String> userMetadata) throws LostRace {
        OptimisticTransaction open = isNewTable() ? created() : transaction;
        List<Action> actions = new ArrayList<>();
        standing.stream()
                .filter(file -> isAnew() || replaced.contains(slice(file)))
                .forEach(file -> actions.add(file.remove()));
        written.stream().filter(file -> replaced.contains(slice(file))).forEach(actions::add);
        // Without file actions Delta would look at rivals less strictly; an action that is no file keeps it
        // serializable.
        actions.add(new SetTransaction("penstock", open.readVersion() + 1, Option.apply(System.currentTimeMillis())));
        return commit(open, actions, overwrite(userMetadata));
    }

    /** Commits the new table without rows. */
    void create() throws LostRace {
        log.createLogDirectoriesIfNotExists();
        commit(
                transaction,
                List.of(),
                new DeltaOperations.CreateTable(transaction.metadata(), false, false, Option.empty()));
    }

    /** The transaction that goes on where the new table was created, unless a rival wrote in between. */
    private OptimisticTransaction created() throws LostRace {
        create();
        OptimisticTransaction next = log.startTransaction(Option.empty(), Option.empty());
        if (next.readVersion() != 0) {
            throw new LostRace(layout.table(), next.readVersion(), null);
        }
        next.readWholeTable();
        return next;
    }

    /** Deletes the written files, but for those of these slices, which were committed. */
    void drop(Collection<String> committed) {
        try {
            for (AddFile file : written) {
                if (!committed.contains(slice(file))) {
                    FileSystem system = log.dataPath().getFileSystem(log.newDeltaHadoopConf());
                    system.delete(file.absolutePath(log), false);
                }
            }
        } catch (IOException e) {
            throw new Fault(
                    "cannot delete files written for " + layout.table() + " and not committed;"
                            + " they are orphans and never show",
                    e);
        } finally {
            written.clear();
        }
    }

    private boolean isAnew() {
        return layout.otherSlices() == Layout.OtherSlices.GO;
    }

    private boolean isNewTable() {
        return readVersion() < 0;
    }

    /** The files of these slices, registered as read: a rival that changes one of them makes the commit fail. */
    private List<AddFile> files() {
        if (isAnew()) {
            return JavaConverters.seqAsJavaList(
                    transaction.filterFiles(seq(List.of(functions.lit(true).expr())), false));
        }
        Expression condition = layout.partition()
                .map(column -> holds(functions.col(column), slices))
                .orElseGet(() -> functions.lit(true))
                .expr();
        Set<String> names = Set.copyOf(slices);
        return JavaConverters.seqAsJavaList(transaction.filterFiles(seq(List.of(condition)), false)).stream()
                .filter(file -> names.contains(slice(file)))
                .toList();
    }

    /** Of many slices only their ends: Delta takes a minute over a list of hundreds. */
    private static Column holds(Column column, List<String> slices) {
        return slices.size() <= LISTED
                ? column.isin(slices.toArray())
                : column.between(Collections.min(slices), Collections.max(slices));
    }

    private List<String> define() {
        transaction.updateMetadata(TableMetadata.of(layout), false);
        return List.of();
    }

    private void checkPartition() {
        List<String> partition =
                JavaConverters.seqAsJavaList(transaction.metadata().partitionColumns());
        if (!partition.equals(layout.partition().stream().toList())) {
            throw new UserError(
                    layout.table() + " is cut into slices by " + partition + " since it was created and not by "
                            + layout.partition().stream().toList() + "; use another table name");
        }
    }

    /** Adds the layout's new columns to the table; refuses what cannot be changed. */
    private List<String> widen() {
        Metadata metadata = transaction.metadata();
        if (isAnew()) {
            transaction.updateMetadata(TableMetadata.withSchema(metadata, layout.schema()), false);
            return List.of();
        }
        StructType widened = Schemas.widen(layout.table() + "@" + readVersion(), metadata.schema(), layout.schema());
        List<String> added =
                Stream.of(widened.fieldNames()).skip(metadata.schema().length()).toList();
        if (!added.isEmpty()) {
            transaction.updateMetadata(TableMetadata.withSchema(metadata, widened), false);
        }
        return added;
    }

    private String slice(AddFile file) {
        return layout.partition()
                .map(column -> String.valueOf(file.partitionValues().apply(column)))
                .orElse(Layout.WHOLE);
    }

    private DeltaOperations.Operation overwrite(Optional<String> userMetadata) {
        return new DeltaOperations.Write(
                SaveMode.Overwrite,
                Option.apply(seq(layout.partition().stream().toList())),
                Option.empty(),
                Option.apply(userMetadata.orElse(null)));
    }

    private long commit(OptimisticTransaction open, List<Action> actions, DeltaOperations.Operation operation)
            throws LostRace {
        try {
            return open.commit(seq(actions), operation);
        } catch (DeltaConcurrentModificationException e) {
            throw new LostRace(layout.table(), open.readVersion(), e);
        }
    }

    private static <T> scala.collection.Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toList();
    }

    /** Another writer committed something that this transaction had read. */
    static final class LostRace extends Exception {
        private static final long serialVersionUID = 1L;

        LostRace(String table, long version, Throwable cause) {
            super(table + "@" + version, cause);
        }
    }
}
