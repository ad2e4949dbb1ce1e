package io.penstock.features.ingest;

import io.penstock.base.Run;
import io.penstock.features.Source;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.validation.CheckResult;
import io.penstock.validation.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The records of a source's ingest, gathered and then appended, each table once. */
final class MetaRows {
    private final Source source;
    private final Run run;
    private final List<Row> batches = new ArrayList<>();
    private final List<Row> checks = new ArrayList<>();
    private final List<Row> metrics = new ArrayList<>();

    MetaRows(Source source, Run run) {
        this.source = source;
        this.run = run;
    }

    void add(BatchOutcome batch, List<FeedFile> files, String definitionHash) {
        Object[] stored = files.stream()
                .map(file -> RowFactory.create(file.path(), file.sha256(), file.bytes()))
                .toArray();
        Counts counts = batch.counts();
        batches.add(RowFactory.create(
                source.name(),
                batch.batch(),
                List.of(stored),
                counts.read(),
                counts.good(),
                counts.quarantined(),
                counts.filtered(),
                counts.blocked(),
                batch.status().sqlName(),
                run.id().value(),
                definitionHash,
                run.startedAt()));
    }

    void add(CheckResult check) {
        checks.add(RowFactory.create(
                run.id().value(),
                source.table(),
                null,
                check.slice(),
                check.checkName(),
                check.columnName().orElse(null),
                check.severity().name().toLowerCase(Locale.ROOT),
                check.observed(),
                check.expected(),
                check.verdict().sqlName(),
                check.message()));
    }

    void add(Metric metric) {
        metrics.add(RowFactory.create(
                source.table(),
                metric.slice(),
                metric.column().orElse(null),
                metric.metric(),
                metric.value(),
                run.id().value()));
    }

    void append(Lake lake) {
        lake.append(MetaTable.CHECKS, checks);
        lake.append(MetaTable.METRICS, metrics);
        lake.append(MetaTable.BATCHES, batches);
    }
}
