package io.penstock.features.ingest;

import io.penstock.base.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** SHA-256 of files: little of them by threads of the driver, much by a Spark job. */
final class FileHashes {
    private static final long MUCH = 512L << 20;

    private FileHashes() {}

    /** The same files with their hashes, in the same order. */
    static List<FeedFile> fill(SparkSession spark, List<FeedFile> files) {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        long bytes = files.stream().mapToLong(FeedFile::bytes).sum();
        List<String> hashes = bytes < MUCH
                ? Parallel.each(files, file -> hash(file, hadoop))
                : bySpark(new JavaSparkContext(spark.sparkContext()), files, hadoop);
        List<FeedFile> hashed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            FeedFile file = files.get(i);
            hashed.add(
                    new FeedFile(file.batch(), file.path(), file.uri(), file.bytes(), file.modified(), hashes.get(i)));
        }
        return hashed;
    }

    private static List<String> bySpark(JavaSparkContext context, List<FeedFile> files, Configuration hadoop) {
        Broadcast<SerializableConfiguration> conf = context.broadcast(new SerializableConfiguration(hadoop));
        return context.parallelize(files, files.size())
                .map(file -> hash(file, conf.value().value()))
                .collect();
    }

    static String hash(FeedFile file, Configuration hadoop) {
        Path at = new Path(file.uri());
        try (HashedInput bytes = new HashedInput(at.getFileSystem(hadoop).open(at), file.path())) {
            return bytes.sha256OfAll();
        } catch (IOException e) {
            throw Fault.worthRetrying("hashing " + at + " failed: " + e.getMessage(), e);
        }
    }
}
