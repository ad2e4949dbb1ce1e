package io.penstock.jobs.report;

import io.penstock.lake.Lake;
import io.penstock.lake.MetaTable;
import io.penstock.scoring.ConsistencyMonitor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What {@code monitoring/consistency} says last of each view and of each model's inputs; the keys stay there. */
final class ConsistencyReading {
    private ConsistencyReading() {}

    static List<ComparedFacts> of(Lake lake) {
        Map<String, NavigableMap<LocalDate, Map<String, ConsistencyFacts>>> said = new TreeMap<>();
        lake.readRecords(MetaTable.CONSISTENCY)
                .drop("worst_key")
                .orderBy("run_id")
                .collectAsList()
                .forEach(row -> {
                    ConsistencyFacts facts = facts(row);
                    said.computeIfAbsent(row.getAs("view"), subject -> new TreeMap<>())
                            .computeIfAbsent(facts.date(), date -> new LinkedHashMap<>())
                            .put(facts.feature(), facts);
                });
        List<ComparedFacts> compared = new ArrayList<>();
        said.forEach((subject, dates) -> compared.add(newest(subject, dates)));
        compared.sort(
                Comparator.comparing((ComparedFacts facts) -> facts.status().tone())
                        .thenComparing(ComparedFacts::fed)
                        .thenComparing(ComparedFacts::subject));
        return compared;
    }

    private static ComparedFacts newest(String subject, NavigableMap<LocalDate, Map<String, ConsistencyFacts>> dates) {
        LocalDate date = dates.lastKey();
        ComparedFacts newest = compared(subject, date, dates.get(date), date);
        LocalDate since = date;
        for (LocalDate before : dates.descendingKeySet()) {
            Tone tone = compared(subject, before, dates.get(before), before)
                    .status()
                    .tone();
            if (tone != newest.status().tone()) {
                break;
            }
            since = before;
        }
        return compared(subject, date, dates.get(date), since);
    }

    private static ComparedFacts compared(
            String subject, LocalDate date, Map<String, ConsistencyFacts> said, LocalDate since) {
        Comparator<ConsistencyFacts> worst =
                Comparator.comparing(facts -> facts.status().tone());
        List<ConsistencyFacts> features = said.values().stream()
                .filter(facts -> !facts.feature().equals(ConsistencyMonitor.FRESHNESS))
                .sorted(worst.thenComparing(
                        Comparator.comparingLong(ConsistencyFacts::mismatched).reversed()))
                .toList();
        return new ComparedFacts(
                subject, date, features, Optional.ofNullable(said.get(ConsistencyMonitor.FRESHNESS)), since);
    }

    private static ConsistencyFacts facts(Row row) {
        return new ConsistencyFacts(
                row.getAs("feature"),
                row.getAs("date"),
                row.<Long>getAs("compared"),
                row.<Long>getAs("mismatched"),
                differences(row),
                text(row, "cause"),
                row.getAs("verdict"),
                text(row, "response"));
    }

    /** An older lake has only the greatest. */
    private static List<Double> differences(Row row) {
        boolean all = Arrays.asList(row.schema().fieldNames()).contains("worst_differences");
        return all
                ? row.getList(row.fieldIndex("worst_differences"))
                : Stream.ofNullable(row.<Double>getAs("worst_difference")).toList();
    }

    private static String text(Row row, String column) {
        String value = row.getAs(column);
        return value == null ? "" : value;
    }
}
