package io.penstock.features.ingest;

import static io.penstock.features.ingest.SourcePlan.CREATED;
import static io.penstock.features.ingest.SourcePlan.EVENT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.penstock.validation.ColumnNames;
import io.penstock.validation.RowGate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows of a feed as one source judges them: each good, quarantined or filtered.
 *
 * <p>In this order: a malformed row, and one whose {@code where} rests on a value that could not be read, is quarantined; a
 * row for which {@code where} is not true is filtered; any other reason ({@link Refusals}, row checks) quarantines.
 */
final class SourceRows implements AutoCloseable {
    static final String VERDICT = "__verdict";
    static final int GOOD = 0;
    static final int QUARANTINED = 1;
    static final int FILTERED = 2;

    private static final String WHERE = "__where";
    private static final String EVENT_ATTEMPT = "__event";
    private static final String CREATED_ATTEMPT = "__created";

    private final SourcePlan plan;
    private final Refusals refusals;
    private final RowGate gate;
    /** Everything that reasons are told from. */
    private final Dataset<Row> marked;
    /** The table's columns and the verdicts. */
    private final Kept kept;

    /** @param rows the typed rows of the batches to judge */
    SourceRows(SourcePlan plan, Dataset<Row> rows) {
        this.plan = plan;
        this.refusals = Refusals.of(plan, col(WHERE), col(EVENT_ATTEMPT), col(CREATED_ATTEMPT));
        Dataset<Row> timed = timed(rows.filter(col(FeedReader.ROW).isNotNull()));
        this.gate = RowGate.compile(plan.suite(), timed.schema());
        this.marked =
                gate.mark(timed).withColumn(Refusals.MASK, refusals.mask()).withColumn(VERDICT, verdict());
        this.kept = Kept.of(marked.select(keptColumns()));
    }

    @Override
    public void close() {
        kept.close();
    }

    /** The rows to publish, with the columns of the source's table. */
    Dataset<Row> good() {
        return kept.rows()
                .filter(col(VERDICT).equalTo(GOOD))
                .select(plan.columns().stream().map(ColumnNames::column).toArray(Column[]::new));
    }

    /** All rows with their verdicts and reasons, for quarantine. */
    Dataset<Row> withReasons() {
        return marked.withColumn(Refusals.REASONS, refusals.reasons(gate.reasons(col(RowGate.REFUSED))));
    }

    /** The rows on which the row checks are measured: all that could be read and are not filtered. */
    Dataset<Row> measured() {
        return kept.rows().filter(col(VERDICT).notEqual(FILTERED).and(refusals.readable()));
    }

    SourcePlan plan() {
        return plan;
    }

    RowGate gate() {
        return gate;
    }

    Refusals refusals() {
        return refusals;
    }

    /** One row a batch: batch, read, good, quarantined, filtered, then the rows of each refusal in its order. */
    List<Row> counts() {
        List<Column> each = new ArrayList<>();
        for (int verdict : new int[] {GOOD, QUARANTINED, FILTERED}) {
            each.add(sum(when(col(VERDICT).equalTo(verdict), 1L).otherwise(0L)));
        }
        Column counted = col(VERDICT).equalTo(QUARANTINED);
        for (int i = 0; i < refusals.all().size(); i++) {
            each.add(sum(when(counted.and(refusals.holds(i)), 1L).otherwise(0L)));
        }
        return kept.rows()
                .groupBy(FeedReader.BATCH)
                .agg(count(lit(1)), each.toArray(Column[]::new))
                .collectAsList();
    }

    private Column[] keptColumns() {
        List<Column> columns = new ArrayList<>();
        plan.columns().forEach(name -> columns.add(ColumnNames.column(name)));
        for (String name : List.of(FeedReader.BATCH, VERDICT, Refusals.MASK, RowGate.REFUSED, RowGate.WARNED)) {
            columns.add(col(name));
        }
        return columns.toArray(Column[]::new);
    }

    private Dataset<Row> timed(Dataset<Row> rows) {
        Column where = plan.source().where().map(sql -> expr(sql.text())).orElse(lit(true));
        return rows.withColumn(WHERE, Attempt.of(where.cast(DataTypes.BooleanType)))
                .withColumn(EVENT_ATTEMPT, Attempt.of(expr(plan.event().text()).cast(DataTypes.TimestampType)))
                .withColumn(EVENT, Attempt.value(col(EVENT_ATTEMPT)))
                .withColumn(
                        CREATED_ATTEMPT, Attempt.of(expr(plan.created().text()).cast(DataTypes.TimestampType)))
                .withColumn(CREATED, Attempt.value(col(CREATED_ATTEMPT)))
                .withColumn(SourcePlan.BATCH, col(FeedReader.BATCH))
                .withColumn(SourcePlan.FILE, col(FeedReader.FILE))
                .withColumn(SourcePlan.ROW_NUMBER, col(FeedReader.ROW));
    }

    private Column verdict() {
        Column taken = coalesce(Attempt.value(col(WHERE)), lit(false));
        return when(refusals.beforeWhere(), QUARANTINED)
                .when(taken.equalTo(lit(false)), FILTERED)
                .when(col(Refusals.MASK).notEqual(0).or(col(RowGate.REFUSED).notEqual(0)), QUARANTINED)
                .otherwise(GOOD);
    }
}
