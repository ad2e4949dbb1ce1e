package io.penstock.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.training.ModelRegistry;
import io.penstock.validation.ColumnProfile;
import io.penstock.validation.Profile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What {@code monitoring/drift} says of a model, and the bins of its newest window beside those of training. */
record DriftReading(SparkSession spark, Lake lake) {
    /** Windows of which the history is shown. */
    private static final int WINDOWS = 120;

    private static final List<String> KINDS = List.of("prediction", "target", "data");

    /** The newest window; empty if the model was never watched. */
    Optional<DriftWindow> read(String model) {
        Dataset<Row> said = lake.readRecords(MetaTable.DRIFT).where(col("model").equalTo(model));
        Map<List<Object>, DriftFacts> last = new LinkedHashMap<>();
        said.drop("counts").orderBy("date", "run_id").collectAsList().forEach(row -> {
            DriftFacts facts = facts(row);
            last.put(List.of(facts.date(), facts.column(), facts.kind(), facts.method()), facts);
        });
        List<LocalDate> dates =
                last.values().stream().map(DriftFacts::date).distinct().sorted().toList();
        if (dates.isEmpty()) {
            return Optional.empty();
        }
        LocalDate first = dates.get(Math.max(0, dates.size() - WINDOWS));
        List<DriftFacts> shown = last.values().stream()
                .filter(facts -> !facts.date().isBefore(first))
                .toList();
        return Optional.of(window(model, said, dates, shown));
    }

    private DriftWindow window(String model, Dataset<Row> said, List<LocalDate> dates, List<DriftFacts> shown) {
        LocalDate newest = dates.get(dates.size() - 1);
        Map<List<String>, List<DriftFacts>> byColumn = new LinkedHashMap<>();
        shown.forEach(
                facts -> byColumn.computeIfAbsent(List.of(facts.kind(), facts.column()), column -> new ArrayList<>())
                        .add(facts));
        byColumn.values().removeIf(past -> past.stream().noneMatch(at(newest)));
        long version = byColumn.values().stream()
                .flatMap(List::stream)
                .filter(at(newest))
                .mapToLong(DriftFacts::modelVersion)
                .max()
                .orElse(0);
        Map<List<String>, List<Long>> counts = counts(said, newest);
        Map<List<String>, ColumnProfile> references = references(model, version);
        List<DriftColumn> columns = new ArrayList<>();
        byColumn.forEach((column, past) -> columns.add(new DriftColumn(
                column.get(1),
                column.get(0),
                past.stream().filter(at(newest)).sorted(methods()).toList(),
                past,
                Optional.ofNullable(references.get(column))
                        .flatMap(reference -> bins(reference, counts.getOrDefault(column, List.of()))))));
        columns.sort(worstFirst());
        long rows = columns.stream()
                .mapToLong(column -> column.worst().rows())
                .max()
                .orElse(0);
        return new DriftWindow(newest, version, rows, dates.size(), columns);
    }

    private static java.util.function.Predicate<DriftFacts> at(LocalDate date) {
        return facts -> facts.date().equals(date);
    }

    /** Shapes before nulls. */
    private static Comparator<DriftFacts> methods() {
        return Comparator.comparing((DriftFacts facts) -> facts.method().equals("null_share"))
                .thenComparing(facts -> !facts.method().equals("psi"));
    }

    /** By verdict, then what the model said and what came true, then by how far beyond the limit. */
    private static Comparator<DriftColumn> worstFirst() {
        return Comparator.comparing((DriftColumn column) -> column.status().tone())
                .thenComparing(column -> KINDS.indexOf(column.kind()) == 2)
                .thenComparing(column -> {
                    double beyond = column.worst().score() / column.worst().limit();
                    return Double.isFinite(beyond) ? -beyond : 0;
                })
                .thenComparing(DriftColumn::name);
    }

    private static Optional<BinFacts> bins(ColumnProfile reference, List<Long> counts) {
        return counts.size() == reference.counts().size()
                ? Optional.of(BinReading.of(reference, counts))
                : Optional.empty();
    }

    private Map<List<String>, List<Long>> counts(Dataset<Row> said, LocalDate date) {
        Map<List<String>, List<Long>> counts = new HashMap<>();
        said.where(col("date").equalTo(date))
                .where("size(counts) > 0")
                .orderBy("run_id")
                .select("kind", "column_name", "counts")
                .collectAsList()
                .forEach(row -> counts.put(List.of(row.getString(0), row.getString(1)), row.getList(2)));
        return counts;
    }

    private Map<List<String>, ColumnProfile> references(String model, long version) {
        ModelFolder folder = new ModelFolder(spark, lake, ModelRegistry.of(lake).version(model, version));
        Map<List<String>, ColumnProfile> references = new HashMap<>();
        columns(folder.profile()).forEach(column -> references.put(List.of("data", column.name()), column));
        columns(folder.pastScores()).forEach(column -> {
            references.put(List.of("prediction", column.name()), column);
            references.put(List.of("target", column.name()), column);
        });
        return references;
    }

    private static Stream<ColumnProfile> columns(Optional<Profile> profile) {
        return profile.stream().flatMap(found -> found.columns().stream());
    }

    private static DriftFacts facts(Row row) {
        return new DriftFacts(
                row.getAs("date"),
                row.<Long>getAs("model_version"),
                row.getAs("column_name"),
                row.getAs("kind"),
                row.getAs("method"),
                number(row, "score"),
                number(row, "noise_floor"),
                number(row, "threshold"),
                number(row, "null_share"),
                row.<Long>getAs("row_count"),
                row.getAs("verdict"),
                text(row, "response"),
                text(row, "reason"));
    }

    private static double number(Row row, String column) {
        Double value = row.getAs(column);
        return value == null ? Double.NaN : value;
    }

    private static String text(Row row, String column) {
        String value = row.getAs(column);
        return value == null ? "" : value;
    }
}
