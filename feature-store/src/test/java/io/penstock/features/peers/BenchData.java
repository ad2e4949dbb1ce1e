package io.penstock.features.peers;

import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Made-up labels and events as Parquet files: 60 days, every number a function of the seed and the row.
 *
 * <p>{@code hotFifths} of five labels and events are of one key, besides what it gets as the others do. Values are positive doubles of all 53 bits, so that equal sums mean equal values. Events are known when they happen.
 */
record BenchData(Path folder, long seed, int hotFifths) {
    private static final long DAYS = 60;
    private static final long SPAN = DAYS * 86_400_000_000L;
    private static final long START = 1_704_067_200_000_000L;
    private static final int FILES = 2;

    BenchData(Path folder, long seed) {
        this(folder, seed, 0);
    }

    /** Rows {@code id, key, moment}, their keys and moments drawn evenly. */
    Path labels(long rows, long keys) {
        return write(
                "labels",
                rows,
                List.of("id", key(hot("label", keys)) + " as key", time(draw("id, 'moment'", SPAN)) + " as moment"));
    }

    /** Rows {@code key, event_timestamp, created_timestamp, x0, x1, …}; no key has two of one instant. */
    Path history(String name, long rows, long keys, int columns) {
        long each = Math.max(1, rows / keys);
        long step = SPAN / each;
        String at = "(id div " + keys + ") * " + step + " + " + draw("id, '" + name + "'", step);
        List<String> selected = new ArrayList<>(List.of(key("id % " + keys) + " as key"));
        selected.addAll(times(at));
        IntStream.range(0, columns).forEach(i -> selected.add(value(name + i) + " as x" + i));
        return write(name, each * keys, selected);
    }

    /** Rows {@code key, event_timestamp, created_timestamp, x, y, z}; one value in twenty is null. */
    Path events(long rows, long keys) {
        List<String> selected = new ArrayList<>(List.of(key(hot("event", keys)) + " as key"));
        selected.addAll(times(draw("id, 'at'", SPAN)));
        for (String column : List.of("x", "y", "z")) {
            selected.add(
                    "if(" + draw("id, 'no " + column + "'", 20) + " = 0, null, " + value(column) + ") as " + column);
        }
        return write("events", rows, selected);
    }

    private Path write(String name, long rows, List<String> columns) {
        Path path = folder.resolve(name);
        LocalSpark.session()
                .range(0, rows, 1, FILES)
                .selectExpr(columns.toArray(String[]::new))
                .write()
                .option("parquet.compression", "snappy")
                .parquet(path.toString());
        return path;
    }

    private static List<String> times(String micros) {
        return List.of(time(micros) + " as event_timestamp", time(micros) + " as created_timestamp");
    }

    private static String time(String micros) {
        return "timestamp_micros(" + START + " + " + micros + ")";
    }

    private static String key(String number) {
        return "concat('k', lpad(string(" + number + "), 9, '0'))";
    }

    private String hot(String of, long keys) {
        String drawn = draw("id, '" + of + "'", keys);
        return hotFifths == 0
                ? drawn
                : "if(" + draw("id, 'hot " + of + "'", 5) + " < " + hotFifths + ", 0, " + drawn + ")";
    }

    private String value(String name) {
        return "1e-14D * double(1 + " + draw("id, '" + name + "'", 1L << 53) + ")";
    }

    private String draw(String of, long below) {
        return "pmod(xxhash64(" + seed + ", " + of + "), " + below + "L)";
    }
}
