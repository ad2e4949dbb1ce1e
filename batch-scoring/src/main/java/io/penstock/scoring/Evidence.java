package io.penstock.scoring;

import io.penstock.features.Feature;
import io.penstock.features.OnlineRow;
import io.penstock.features.ViewSql;
import io.penstock.validation.consistency.Comparison;
import io.penstock.validation.consistency.Difference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What is known offline of the keys of one tick; each map by the key's values, a key without a row being empty.
 *
 * @param recomputed by SQL from the source version that the table was built from
 * @param now by SQL from the newest source version; empty if that holds the same
 * @param table as the view's table has them at the tick; empty if it was built by another definition
 * @param newer as the table has them at a newer tick, which could be read by then; empty if there is none
 * @param redefined whether the online values were computed by another definition
 */
record Evidence(
        Map<List<Object>, Row> recomputed,
        Optional<Map<List<Object>, Row>> now,
        Optional<Map<List<Object>, Row>> table,
        Optional<Map<List<Object>, Row>> newer,
        boolean redefined) {

    /** Compares what is served of a key with what it should be; {@code online} is empty where the store has no such key. */
    void compare(Feature feature, List<Object> key, Optional<OnlineRow> online, Comparison comparison) {
        boolean isThere = online.isPresent() && !online.get().isTombstone();
        Object served = isThere ? online.get().values().get(feature.name()) : empty(feature);
        Object computed = value(recomputed, key, feature);
        double bound = bound(recomputed, key, feature);
        Optional<Object> exact = table.flatMap(rows -> Optional.ofNullable(value(rows, key, feature)))
                .filter(published -> Difference.of(computed, published).agrees(bound));
        Object right = exact.orElse(computed);
        double within = exact.isPresent() ? 0 : bound;
        String name = key.toString();
        if (!Difference.of(right, served).agrees(within)) {
            comparison.add(name, right, served, within, difference -> cause(feature, key, isThere, right, served)
                    .text());
        } else if (isLate(feature, key)) {
            comparison.add(
                    name, value(now.orElseThrow(), key, feature), served, 0, difference -> Cause.LATE_ROW.text());
        } else if (newer.isPresent()) {
            comparison.add(
                    name,
                    value(newer.get(), key, feature),
                    served,
                    0,
                    difference -> Cause.STALE_MATERIALIZATION.text());
        } else {
            comparison.add(name, right, served, within, difference -> Cause.UNEXPLAINED.text());
        }
    }

    private boolean isLate(Feature feature, List<Object> key) {
        return now.filter(rows -> !Difference.of(value(recomputed, key, feature), value(rows, key, feature))
                        .agrees(bound(recomputed, key, feature) + bound(rows, key, feature)))
                .isPresent();
    }

    private Cause cause(Feature feature, List<Object> key, boolean isThere, Object right, Object served) {
        if (!isThere) {
            return Cause.MISSING_KEY;
        } else if (redefined) {
            return Cause.DEFINITION_CHANGED;
        } else if (Difference.isOfPrecision(right, served)) {
            return Cause.TYPE_OR_PRECISION;
        } else if (table.isEmpty()) {
            return Cause.UNEXPLAINED;
        }
        Object published = value(table.get(), key, feature);
        if (Difference.of(value(recomputed, key, feature), published).agrees(bound(recomputed, key, feature))) {
            return Cause.TAMPERED_VALUE;
        }
        return Difference.of(published, served).agrees(0) ? Cause.TABLE_DIFFERS : Cause.UNEXPLAINED;
    }

    private static Object value(Map<List<Object>, Row> rows, List<Object> key, Feature feature) {
        Row row = rows.get(key);
        return row == null ? empty(feature) : row.getAs(feature.name());
    }

    private static double bound(Map<List<Object>, Row> rows, List<Object> key, Feature feature) {
        Row row = rows.get(key);
        return row == null ? 0 : row.getAs(ViewSql.bound(feature.name()));
    }

    /** The value over no rows. */
    static Object empty(Feature feature) {
        return feature.aggregate().isZeroWhenEmpty() ? Long.valueOf(0) : null;
    }
}
