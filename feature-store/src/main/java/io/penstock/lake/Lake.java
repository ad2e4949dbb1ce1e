package io.penstock.lake;

import io.penstock.base.Fault;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.validation.Validated;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A folder of versioned tables, and the only way to them.
 *
 * <p>Products are published in two steps: {@link #stage} writes the files once, {@link #publish} commits what the gate
 * let pass. Records are appended or replaced without a gate. Nothing is read but at a version.
 */
public final class Lake {

    private final SparkSession spark;
    private final Path root;
    private final Configuration configuration;
    private final Map<String, CommitLog> logs = new ConcurrentHashMap<>();
    private final Map<MetaTable, RowsByFile> records = new ConcurrentHashMap<>();
    private final Reading reading;

    private Lake(SparkSession spark, Path root) {
        this.spark = spark;
        this.configuration = spark.sessionState().newHadoopConf();
        this.root = root;
        this.reading = new Reading(spark, this);
    }

    /** The Spark settings without which a lake is not safe; for the session's builder. */
    public static Map<String, String> settings() {
        return LakeSettings.ALL;
    }

    /** More settings, for a session whose driver does all the work: they make its files cheap, and change no result. */
    public static Map<String, String> localSettings() {
        return LakeSettings.LOCAL;
    }

    /**
     * The lake at this folder (any Hadoop path), which need not exist yet.
     *
     * @throws UserError if the session lacks one of {@link #settings}
     */
    public static Lake at(SparkSession spark, String root) {
        LakeSettings.check(spark);
        Path path = new Path(root);
        try {
            FileSystem system = path.getFileSystem(spark.sessionState().newHadoopConf());
            if (system.exists(path) && !system.getFileStatus(path).isDirectory()) {
                throw new UserError("no lake can be at " + root + ": it is a file; name a folder");
            }
            return new Lake(spark, system.makeQualified(path));
        } catch (IOException e) {
            throw new UserError("no lake can be at " + root + ": " + e.getMessage(), e);
        }
    }

    /** The folder of the lake, qualified. */
    public String root() {
        return root.toString();
    }

    /** The folder of a table. */
    public String path(String table) {
        return path(TableName.of(table)).toString();
    }

    /**
     * Writes the files of these slices, once, without publishing them.
     *
     * @param rows all rows of the slices, with the columns of the layout in any order
     * @param slices every slice that this is about; one without rows will be empty once published
     */
    public Staged stage(Layout layout, Dataset<Row> rows, List<String> slices) {
        return new Staging(this, spark, layout).stage(rows, slices);
    }

    /**
     * Commits those slices that passed and differ from what stands there: in content, or in pins, suite or definition
     * (then without files). Slices that did not pass stay as they were.
     *
     * @throws Fault worth retrying if another writer changed one of the slices in the meantime; nothing is committed then
     */
    public Published publish(Validated validated, Commit commit) {
        return new Publication(this, validated, commit).publish();
    }

    /** The newest version of a table; empty if nothing was ever published in it. */
    public Optional<TableVersion> latest(String table) {
        CommitLog.Listing listing = log(table).list();
        return listing.isEmpty() ? Optional.empty() : Optional.of(new TableVersion(table, listing.newest()));
    }

    /**
     * The version that a text names: {@code features/carrier@3}, {@code features/carrier} for the newest, or {@code
     * features/carrier__1a2b3c4d} for the last one under the definition whose hash begins so.
     *
     * @throws UserError if there is no such table or version
     */
    public TableVersion at(String ref) {
        if (ref.contains("@")) {
            TableVersion version = TableVersion.parse(ref);
            reading.checkVersion(version);
            return version;
        }
        return latest(ref).or(() -> OlderDefinition.find(this, ref)).orElseThrow(() -> reading.noTable(ref));
    }

    /**
     * The rows of a table as of a version.
     *
     * @throws UserError if the version never was, or is gone, or its files are
     */
    public Dataset<Row> read(TableVersion version) {
        return reading.read(version);
    }

    /** The column whose values are the table's slices; none for a table that is one slice. */
    public Optional<String> sliceColumn(TableVersion version) {
        return reading.files(version).partition().stream().findFirst();
    }

    /** The slices that hold files as of a version, whoever wrote these. */
    public Set<String> written(TableVersion version) {
        return reading.files(version).slices();
    }

    /** Every commit of a table that is still there, newest first; empty if there is no such table. */
    public List<CommitRecord> history(String table) {
        CommitLog log = log(table);
        List<CommitRecord> commits = new ArrayList<>();
        log.list()
                .commits()
                .descendingMap()
                .forEach((version, file) -> commits.add(log.read(version, file).commit()));
        return commits;
    }

    /** What was last said of each slice as of a version; a slice that another writer changed since is left out. */
    public Map<String, SliceRecord> slices(TableVersion version) {
        reading.checkVersion(version);
        CommitLog log = log(version.table());
        return SliceFold.all(log, log.list(), version.version());
    }

    /** The names of all tables that hold something, sorted. */
    public List<String> tables() {
        List<String> tables = new ArrayList<>();
        for (String kind : TableName.KINDS) {
            for (String leaf : children(new Path(root, kind))) {
                if (TableName.fits(kind, leaf) && latest(kind + "/" + leaf).isPresent()) {
                    tables.add(kind + "/" + leaf);
                }
            }
        }
        return tables.stream().sorted().toList();
    }

    /** Appends records without a Spark job; every row holds the columns of the table's schema, in its order. */
    public void append(MetaTable table, List<Row> rows) {
        if (!rows.isEmpty()) {
            table.checkWidth(rows);
            written(table, to -> to.append(rows));
        }
    }

    /**
     * Appends the records that a function decides on from all records there are, as if alone: when another decision came
     * between, it is asked again. A table that is decided on is written by decisions only, never by {@link #append}. No
     * Spark job.
     *
     * @return the records appended; none if the function gave none
     */
    public List<Row> decide(MetaTable table, UnaryOperator<List<Row>> decision) {
        return written(table, to -> to.decide(decision));
    }

    /**
     * Replaces slices of a table of records; a slice without rows becomes empty.
     *
     * @throws Fault if the table is a product, which only {@link #publish} may change
     */
    public void replaceSlices(String table, String partition, Dataset<Row> rows, List<String> slices) {
        new Records(this, spark).replaceSlices(table, partition, rows, slices);
    }

    /** Whether a table holds records, which pass no gate, and is no product. */
    public static boolean isOfRecords(String table) {
        return Records.isKind(table);
    }

    /** Puts the small files of a table of records together, where it has many; no row changes. */
    public Compacted compact(String table) {
        return new Compaction(this, spark).run(table);
    }

    /** The versions of a table that were its newest at some time since an instant. */
    public SortedSet<Long> newestSince(String table, Instant instant) {
        return new Vacuum(this, table).newestSince(instant);
    }

    /** What would be removed of a table if these of its versions and its newest are kept. */
    public VacuumPlan planVacuum(String table, Set<Long> kept) {
        return new Vacuum(this, table).plan(kept, Instant.now());
    }

    /** Removes what a plan names. */
    public void vacuum(VacuumPlan plan) {
        new Vacuum(this, plan.table()).run(plan);
    }

    /** How many files a version has. */
    long fileCount(TableVersion version) {
        return reading.files(version).files().size();
    }

    /** All records of a table, with its columns: null where an older version of Penstock wrote; none if nothing was appended yet. */
    public Dataset<Row> readRecords(MetaTable table) {
        return latest(table.table())
                .map(version -> Schemas.withColumnsOf(table.schema(), reading.readNewest(version)))
                .orElseGet(() -> spark.createDataFrame(List.of(), table.schema()));
    }

    /** A table that an older version of Penstock made gets the columns that it lacks first. */
    private List<Row> written(MetaTable table, Function<KernelAppend, List<Row>> write) {
        try {
            return write.apply(kernel(table));
        } catch (KernelAppend.OlderTable e) {
            new Records(this, spark).widen(table);
            return write.apply(kernel(table));
        }
    }

    private KernelAppend kernel(MetaTable table) {
        if (latest(table.table()).isEmpty()) {
            new Records(this, spark).create(table);
        }
        RowsByFile known = records.computeIfAbsent(table, any -> new RowsByFile());
        return new KernelAppend(configuration, path(TableName.of(table.table())), table, known);
    }

    CommitLog log(String table) {
        return logs.computeIfAbsent(table, name -> new CommitLog(name, path(TableName.of(name)), configuration));
    }

    Path path(TableName table) {
        return new Path(root, table.value());
    }

    Configuration configuration() {
        return configuration;
    }

    private List<String> children(Path folder) {
        try {
            List<String> names = new ArrayList<>();
            for (FileStatus child : folder.getFileSystem(configuration).listStatus(folder)) {
                names.add(child.getPath().getName());
            }
            return names;
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot list " + folder, e);
        }
    }
}
