package io.penstock.lake;

import io.penstock.base.UserError;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** The Spark settings that a lake needs, and the refusal of a session without them. */
final class LakeSettings {

    private static final String LOG_STORE = HardLinkLogStore.class.getName();

    static final Map<String, String> ALL = Map.of(
            "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
            "spark.delta.logStore.file.impl", LOG_STORE,
            "spark.hadoop.io.delta.kernel.logStore.file.impl", LOG_STORE,
            "spark.databricks.delta.snapshotPartitions", "2",
            "spark.databricks.delta.writeChecksumFile.enabled", "false",
            "spark.hadoop.parquet.dictionary.page.size", "65536");

    /**
     * Those that only spare work: Delta's checksum of a version costs two Spark jobs a commit, and ours has its own hash; a
     * dictionary that numbers do not fit in is given up after 8,192 of them, not after 131,072.
     */
    private static final Set<String> CHEAPER = Set.of(
            "spark.databricks.delta.snapshotPartitions",
            "spark.databricks.delta.writeChecksumFile.enabled",
            "spark.hadoop.parquet.dictionary.page.size");

    /** Executors of a cluster may open files before they have our classes, hence not for all. */
    static final Map<String, String> LOCAL = Map.of("spark.hadoop.fs.file.impl", PlainLocalFileSystem.class.getName());

    private LakeSettings() {}

    static void check(SparkSession spark) {
        new TreeMap<>(ALL).forEach((key, value) -> {
            String present = spark.conf().getOption(key).getOrElse(() -> "");
            if (!present.contains(value) && !CHEAPER.contains(key)) {
                throw new UserError("this Spark session cannot keep a lake safe: " + key + " is "
                        + (present.isEmpty() ? "not set" : present) + " and must be " + value);
            }
        });
    }
}
