package io.penstock.validation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a module's tests: two local threads, UTC, ANSI SQL, dates and times as java.time, no
 * web page.
 *
 * <p>Settings of a class path resource {@code /local-spark.properties} are added. The session lives until the JVM
 * ends.
 */
public final class LocalSpark {
    private static SparkSession session;

    private LocalSpark() {}

    public static synchronized SparkSession session() {
        if (session == null) {
            SparkSession.Builder builder = SparkSession.builder()
                    .master("local[2]")
                    .appName("tests")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "localhost")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", "4")
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.ansi.enabled", "true")
                    .config("spark.sql.datetime.java8API.enabled", "true")
                    .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse");
            Gate.settings().forEach(builder::config);
            extra().forEach((name, value) -> builder.config(name.toString(), value.toString()));
            session = builder.getOrCreate();
        }
        return session;
    }

    private static Properties extra() {
        Properties properties = new Properties();
        try (InputStream in = LocalSpark.class.getResourceAsStream("/local-spark.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /local-spark.properties", e);
        }
        return properties;
    }
}
