package io.penstock.features.ingest;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Fault;
import io.penstock.base.Run;
import io.penstock.base.UserError;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import io.penstock.lake.Lake;
import io.penstock.lake.SliceRecord;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Takes batches of a feed into the tables of its sources.
 *
 * <p>Each file is read once, whatever the number of sources; a range of batches is one pass. Of a batch whose files and
 * definitions are those of last time nothing is read; a blocked one is tried again. Bad data blocks batches or quarantines rows
 * and is told in the outcome; exceptions are for what is asked wrongly ({@link UserError}) and for storage and engine ({@link
 * Fault}). Each source is decided by one commit, and whatever is recorded about it is written before: a killed run, run again,
 * gives the same tables.
 */
public final class Ingestion {
    private final SparkSession spark;

    public Ingestion(SparkSession spark) {
        this.spark = requireNonNull(spark, "spark");
        String zone = spark.conf().get("spark.sql.session.timeZone");
        if (!zone.equals("UTC")) {
            throw new Fault("the session's time zone is " + zone + "; clocks are only read right in UTC");
        }
    }

    /**
     * Takes these batches of a feed into these of its sources.
     *
     * @param project the folder that the paths of feeds are relative to
     * @param batches labels of batches, ascending; of a feed without batches {@link Feed#ALL} alone
     */
    public IngestOutcome run(Lake lake, Path project, Feed feed, List<Source> sources, List<String> batches, Run run) {
        check(feed, sources, batches);
        return new FeedIngest(spark, lake, project, feed, List.copyOf(sources), List.copyOf(batches), run).run();
    }

    /**
     * The batches of a source's table that were made under another definition of the source, its feed or a lookup's file, in
     * order: asked for again they are ingested again. Reads commit records and lookups alone.
     */
    public List<String> outdated(Lake lake, Path project, Feed feed, Source source) {
        List<String> lookups = feed.lookups().stream()
                .map(lookup -> LookupTable.find(spark, project, feed, lookup).sha256())
                .toList();
        return outdated(lake, source, SourceHash.of(feed, source, lookups));
    }

    /** The batches that were not made under this definition. */
    static List<String> outdated(Lake lake, Source source, String now) {
        return lake.latest(source.table()).map(lake::slices).orElse(Map.of()).values().stream()
                .filter(slice -> !slice.definitionHash().equals(now))
                .map(SliceRecord::slice)
                .sorted()
                .toList();
    }

    private static void check(Feed feed, List<Source> sources, List<String> batches) {
        for (Source source : sources) {
            if (!source.feed().equals(feed.name())) {
                throw new Fault(
                        "source " + source.name() + " is one of feed " + source.feed() + ", not of " + feed.name());
            }
        }
        if (new HashSet<>(batches).size() != batches.size()) {
            throw new UserError("a batch stands twice in " + batches);
        }
        BatchSpans.check(feed, batches);
    }
}
