package io.penstock.features.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Moving windows as people write them in SQL; Spark and DuckDB read the same text but for how a file is named and how a
 * timestamp becomes microseconds.
 */
record WindowSql(String labels, String events, String micros) {
    private static final Map<String, String> AGGREGATES =
            Map.of("count", "count", "mean", "avg", "stddev", "stddev_samp");

    /** Labels among the events of their key, each with a range of time before it. */
    String rangeFrames() {
        List<String> features = new ArrayList<>();
        List<String> frames = new ArrayList<>();
        for (BenchWindow window : BenchWindow.values()) {
            forEach((name, function) -> {
                for (String column : BenchWindow.COLUMNS) {
                    features.add(function + "(" + column + ") over " + window + " as " + BenchWindow.PREFIX
                            + window.feature(name, column));
                }
            });
            frames.add(window + " as (partition by key order by t range between " + (window.micros() - 1)
                    + " preceding and current row)");
        }
        return "select * from (select id, key, " + String.join(", ", features)
                + " from (select cast(null as bigint) as id, key, " + micros + "(event_timestamp) as t, x, y, z from "
                + events + " union all select id, key, " + micros + "(moment) as t, null, null, null from " + labels
                + ") rows_and_labels window " + String.join(", ", frames) + ") windows where id is not null";
    }

    /** Every label beside every event of its longest window, then aggregated again. */
    String rangeJoin() {
        List<String> features = new ArrayList<>();
        for (BenchWindow window : BenchWindow.values()) {
            forEach((name, function) -> {
                for (String column : BenchWindow.COLUMNS) {
                    features.add(function + "(" + column + ") filter (where e.t > l.t - " + window.micros() + ") as "
                            + BenchWindow.PREFIX + window.feature(name, column));
                }
            });
        }
        return "select l.id, l.key, " + String.join(", ", features) + " from (select id, key, " + micros
                + "(moment) as t from " + labels + ") l left join (select key, " + micros
                + "(event_timestamp) as t, x, y, z from " + events
                + ") e on e.key = l.key and e.t <= l.t and e.t > l.t - "
                + BenchWindow.MONTH.micros() + " group by l.id, l.key";
    }

    private static void forEach(BiConsumer<String, String> action) {
        AGGREGATES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> action.accept(e.getKey(), e.getValue()));
    }
}
