package io.penstock.jobs;

import io.penstock.lake.Lake;
import io.penstock.training.Trainer;
import io.penstock.validation.Gate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The only place that builds a SparkSession.
 *
 * <p>What correctness needs is always set: UTC, ANSI, java.time values, the calendar of old days, the lake's settings. All else comes from
 * spark-submit or from {@code spark.*} system properties; where neither names a master, this machine is used, with few
 * partitions and no web page.
 */
final class Session {

    private static final Map<String, String> NEEDED = Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.ansi.enabled", "true",
            "spark.sql.datetime.java8API.enabled", "true",
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            // the days before 1582 as everyone but Spark 2 writes them; Spark refuses them where it is not told
            "spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED",
            "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED",
            "spark.sql.parquet.int96RebaseModeInRead", "CORRECTED",
            "spark.stage.maxConsecutiveAttempts", "4");

    private static final Map<String, String> LOCAL = Map.of(
            "spark.ui.enabled", "false",
            "spark.driver.host", "localhost",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.sql.shuffle.partitions",
                    Integer.toString(2 * Runtime.getRuntime().availableProcessors()),
            "spark.sql.catalogImplementation", "in-memory",
            "spark.ui.showConsoleProgress", "false");

    private Session() {}

    /** Opens the session, or gives the one that is open. */
    static SparkSession open(String name) {
        SparkConf conf = new SparkConf();
        if (!conf.contains("spark.master")) {
            conf.setMaster("local[*]");
        }
        if (conf.get("spark.master").startsWith("local")) {
            LOCAL.forEach(conf::setIfMissing);
            Lake.localSettings().forEach(conf::setIfMissing);
        }
        if (!conf.contains("spark.app.name")) {
            conf.setAppName(name);
        }
        required().forEach(conf::set);
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /** The settings that a session must have, whoever started it. */
    static Map<String, String> required() {
        Map<String, String> settings = new TreeMap<>(NEEDED);
        settings.putAll(Lake.settings());
        settings.putAll(Gate.settings());
        settings.putAll(Trainer.settings());
        return settings;
    }
}
