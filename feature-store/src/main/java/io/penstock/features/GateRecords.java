package io.penstock.features;

import io.penstock.base.RunId;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.validation.GateReport;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes what a gate measured and decided to {@code meta/checks} and {@code meta/metrics}, before the deciding commit. */
final class GateRecords {

    private GateRecords() {}

    /** The version column stays empty: the product's history tells which version the run made. */
    static void append(Lake lake, RunId run, GateReport report) {
        List<Row> checks = report.results().stream()
                .<Row>map(result -> RowFactory.create(
                        run.value(),
                        report.table(),
                        null,
                        result.slice(),
                        result.checkName(),
                        result.columnName().orElse(null),
                        result.severity().toString(),
                        result.observed(),
                        result.expected(),
                        result.verdict().sqlName(),
                        result.message()))
                .toList();
        List<Row> metrics = report.metrics().stream()
                .<Row>map(metric -> RowFactory.create(
                        report.table(),
                        metric.slice(),
                        metric.column().orElse(null),
                        metric.metric(),
                        metric.value(),
                        run.value()))
                .toList();
        lake.append(MetaTable.CHECKS, checks);
        lake.append(MetaTable.METRICS, metrics);
    }
}
