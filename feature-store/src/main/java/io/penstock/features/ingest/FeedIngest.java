package io.penstock.features.ingest;

import io.penstock.base.Fault;
import io.penstock.base.PenstockException;
import io.penstock.base.Run;
import io.penstock.base.Together;
import io.penstock.features.Feed;
import io.penstock.features.Format;
import io.penstock.features.Lookup;
import io.penstock.features.Source;
import io.penstock.lake.Lake;
import io.penstock.lake.Published;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One ingest of some batches of a feed: find what is new, read it once, hand it to each source. */
final class FeedIngest {
    private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);

    private final SparkSession spark;
    private final Lake lake;
    private final Feed feed;
    private final List<Source> sources;
    private final List<String> batches;
    private final Run run;
    private final FeedFiles files;
    private final Map<Lookup, FeedFile> lookupFiles;
    private final Ledger ledger;
    private final Dependencies dependencies;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    FeedIngest(
            SparkSession spark,
            Lake lake,
            Path project,
            Feed feed,
            List<Source> sources,
            List<String> batches,
            Run run) {
        this.spark = spark;
        this.lake = lake;
        this.feed = feed;
        this.sources = sources;
        this.batches = batches;
        this.run = run;
        this.files = FeedFiles.find(spark, project, feed, batches);
        this.lookupFiles = new LinkedHashMap<>();
        feed.lookups().forEach(lookup -> lookupFiles.put(lookup, LookupTable.find(spark, project, feed, lookup)));
        this.dependencies = Dependencies.of(spark, feed);
        this.ledger = Ledger.read(lake, sources);
    }

    IngestOutcome run() {
        Instant start = Instant.now();
        Map<String, List<String>> open = new HashMap<>();
        sources.forEach(source -> open.put(source.name(), open(source)));
        List<String> toRead = batches.stream()
                .filter(batch -> open.values().stream().anyMatch(todo -> todo.contains(batch)))
                .toList();
        if (toRead.isEmpty()) {
            return new IngestOutcome(
                    feed.name(), sources.stream().map(this::untouched).toList(), 0, 0, Duration.ZERO);
        }
        List<FeedFile> read = files.of(toRead);
        LOG.info("feed {}: reading {} files of {} batches", feed.name(), read.size(), toRead.size());
        try (Kept kept = rows(read, toRead)) {
            Dataset<Row> rows = kept.rows();
            Survey survey = survey(rows, read);
            Duration reading = Duration.between(start, Instant.now());
            LOG.info("feed {}: read in {} s", feed.name(), reading.toMillis() / 1000.0);
            List<SourceOutcome> outcomes =
                    Together.map(sources, source -> ingest(source, rows, survey, open.get(source.name())));
            long bytes = read.stream().mapToLong(FeedFile::bytes).sum();
            return new IngestOutcome(feed.name(), outcomes, read.size(), bytes, reading);
        }
    }

    /** The batches that have files and are not as they were. */
    private List<String> open(Source source) {
        return files.present().keySet().stream()
                .filter(batch -> !asLastTime(source, batch))
                .toList();
    }

    private boolean asLastTime(Source source, String batch) {
        Map<String, String> now =
                files.present().get(batch).stream().collect(Collectors.toMap(FeedFile::path, FeedFile::sha256));
        return ledger.newest(source, batch)
                .filter(entry -> entry.status() == BatchStatus.OK)
                .filter(entry ->
                        entry.files().equals(now) && entry.definitionHash().equals(hash(source)))
                .isPresent();
    }

    private String hash(Source source) {
        List<String> lookups =
                lookupFiles.values().stream().map(FeedFile::sha256).toList();
        return hashes.computeIfAbsent(source.name(), name -> SourceHash.of(feed, source, lookups));
    }

    private Kept rows(List<FeedFile> read, List<String> toRead) {
        List<LookupTable> lookups = new ArrayList<>();
        lookupFiles.forEach((lookup, file) -> lookups.add(LookupTable.read(spark, feed, lookup, file)));
        Dataset<Row> raw = RawRows.read(
                spark, read, feed.files().format(), feed.columns(), feed.files().nulls());
        return Kept.of(FeedRows.typed(BatchSpans.join(raw, feed, toRead), feed, lookups, dependencies));
    }

    /** The first action on the rows: reads the files. */
    private Survey survey(Dataset<Row> rows, List<FeedFile> read) {
        try {
            Survey survey = Survey.of(rows, feed);
            refuseChanged(survey, read);
            FeedFiles.refuseTouched(spark, feed.files().format() == Format.PARQUET ? read : List.of());
            return survey;
        } catch (PenstockException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Fault.worthRetrying("reading the files of feed " + feed.name() + " failed: " + e.getMessage(), e);
        }
    }

    static void refuseChanged(Survey survey, List<FeedFile> read) {
        Map<String, FileFacts> facts = survey.files().stream().collect(Collectors.toMap(FileFacts::path, file -> file));
        for (FeedFile file : read) {
            FileFacts seen = facts.get(file.path());
            if (seen == null || !seen.sha256().equals(file.sha256())) {
                throw FeedFiles.changed(file);
            }
        }
    }

    private SourceOutcome ingest(Source source, Dataset<Row> rows, Survey survey, List<String> open) {
        if (open.isEmpty()) {
            return untouched(source);
        }
        Instant start = Instant.now();
        SourcePlan plan = SourcePlan.of(feed, source, dependencies, rows.schema());
        SourceIngest.Result result =
                new SourceIngest(lake, run, plan, files, survey, ledger, hash(source)).run(rows, open);
        Map<String, BatchOutcome> decided =
                result.batches().stream().collect(Collectors.toMap(BatchOutcome::batch, batch -> batch));
        SourceOutcome outcome = new SourceOutcome(
                source.name(),
                lake.latest(source.table()),
                result.published().map(Published::changed).orElse(List.of()),
                batches.stream()
                        .map(batch -> Optional.ofNullable(decided.get(batch)).orElseGet(() -> notRead(source, batch)))
                        .toList(),
                Ingestion.outdated(lake, source, hash(source)),
                Duration.between(start, Instant.now()));
        LOG.info(
                "source {}: {} of {} batches published, {}",
                source.name(),
                outcome.changed().size(),
                open.size(),
                outcome.counts());
        return outcome;
    }

    private SourceOutcome untouched(Source source) {
        return new SourceOutcome(
                source.name(),
                lake.latest(source.table()),
                List.of(),
                batches.stream().map(batch -> notRead(source, batch)).toList(),
                Ingestion.outdated(lake, source, hash(source)),
                Duration.ZERO);
    }

    private BatchOutcome notRead(Source source, String batch) {
        if (!files.present().containsKey(batch)) {
            String path = feed.files().path().replace("{batch}", batch);
            return new BatchOutcome(
                    batch, BatchStatus.MISSING, Counts.NONE, List.of("there is no file " + path), List.of(), List.of());
        }
        Counts counts = ledger.newest(source, batch).map(Ledger.Entry::counts).orElse(Counts.NONE);
        return new BatchOutcome(batch, BatchStatus.NOTHING_TO_DO, counts, List.of(), List.of(), List.of());
    }
}
