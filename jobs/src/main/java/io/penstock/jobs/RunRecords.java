package io.penstock.jobs;

import io.penstock.base.TableVersion;
import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import java.util.List;
import org.apache.spark.sql.RowFactory;

/** Keeps every run in {@code meta/runs}. */
final class RunRecords {

    private RunRecords() {}

    static void append(Lake lake, RunResult result, Spending spending, String definitionHash) {
        Spent total = spending.total();
        lake.append(
                MetaTable.RUNS,
                List.of(RowFactory.create(
                        result.run().id().value(),
                        result.run().job(),
                        result.dates().map(days -> days.from()).orElse(null),
                        result.dates().map(days -> days.to()).orElse(null),
                        result.run().startedAt(),
                        result.finishedAt(),
                        result.verdict().text(),
                        result.reasons().toArray(),
                        texts(result.inputs()),
                        texts(result.outputs()),
                        sum(result, "in"),
                        sum(result, "out"),
                        total.cpuSeconds(),
                        result.run().codeVersion(),
                        definitionHash,
                        total.bytesRead(),
                        total.bytesWritten(),
                        total.peakMemory(),
                        spending.steps().stream().map(Spent::row).toArray())));
    }

    private static Object[] texts(List<TableVersion> versions) {
        return versions.stream().map(TableVersion::toString).toArray();
    }

    private static long sum(RunResult result, String count) {
        return result.steps().stream().mapToLong(step -> step.count(count)).sum();
    }
}
