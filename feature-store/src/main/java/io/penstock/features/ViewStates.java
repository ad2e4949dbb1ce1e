package io.penstock.features;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What {@link PointInTime#join} says of each row and view: found, empty, stale, null key. */
final class ViewStates {

    private static final String STATE = "__state__";
    private static final List<String> STATES = List.of("found", "empty", "stale", "null_key");

    private ViewStates() {}

    /** Counts the rows, as {@code rows}, and what was not found, as {@code view.state}. */
    static void count(Dataset<Row> joined, List<ViewRead> views, SortedMap<String, Long> counts) {
        Column[] columns =
                views.stream().map(read -> col(STATE + read.view().name())).toArray(Column[]::new);
        long[] found = StateCounts.of(joined.select(columns), STATES.size());
        counts.put("rows", found[found.length - 1]);
        for (int view = 0; view < views.size(); view++) {
            for (int state = 1; state < STATES.size(); state++) {
                counts.put(
                        views.get(view).view().name() + "." + STATES.get(state), found[view * STATES.size() + state]);
            }
        }
    }

    /** The rows without what is said of them. */
    static Dataset<Row> without(Dataset<Row> joined, List<ViewRead> views) {
        return joined.drop(
                views.stream().map(read -> STATE + read.view().name()).toArray(String[]::new));
    }

    /** The state of a view in each row, in a word. */
    static Column word(FeatureView view) {
        Column[] words = STATES.stream().map(functions::lit).toArray(Column[]::new);
        return functions.get(functions.array(words), col(STATE + view.name()).cast("int"));
    }
}
