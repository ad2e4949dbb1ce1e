package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.lit;

import io.penstock.base.Sql;
import io.penstock.base.UserError;
import io.penstock.features.Feed;
import io.penstock.features.Mode;
import io.penstock.features.Source;
import io.penstock.validation.Check;
import io.penstock.validation.CheckSuite;
import io.penstock.validation.Expression;
import io.penstock.validation.Severity;
import io.penstock.validation.Unique;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * How one source is taken from the rows of its feed.
 *
 * @param event the expression of event_timestamp; of a static source, and where it is a column, as such
 * @param columns of its table: the source's, the rest of the feed's key, times, provenance
 * @param whereNeeds feed columns that {@code where} rests on, directly or not
 * @param needs feed columns that anything of the source rests on
 * @param suite its checks and what its key implies
 */
record SourcePlan(
        Feed feed,
        Source source,
        Sql event,
        Sql created,
        List<String> columns,
        Set<String> whereNeeds,
        Set<String> needs,
        CheckSuite suite) {

    static final String EVENT = "event_timestamp";
    static final String CREATED = "created_timestamp";
    static final String BATCH = "batch";
    static final String FILE = "file";
    static final String ROW_NUMBER = "row_number";

    private static final Sql EPOCH = Sql.of("timestamp'1970-01-01 00:00:00Z'");

    /** @param schema of the feed's rows */
    static SourcePlan of(Feed feed, Source source, Dependencies dependencies, StructType schema) {
        Dataset<Row> rows = SparkSession.active().createDataFrame(List.<Row>of(), schema);
        List<String> known = List.of(rows.columns());
        String what = "source " + source.name();
        Sql event = event(source, known);
        Sql created = created(source, known);

        Set<String> where = new TreeSet<>();
        source.where().ifPresent(sql -> where.addAll(Names.in(rows, sql, "where of " + what)));
        Set<String> all = new TreeSet<>(where);
        all.addAll(source.columns());
        all.addAll(feed.key());
        all.addAll(Names.in(rows, event, "event_timestamp of " + what));
        Dataset<Row> timed = rows.withColumn(EVENT, lit(null).cast("timestamp"));
        all.addAll(Names.in(timed, created, "created_timestamp of " + what));
        source.checks().checks().forEach(check -> all.addAll(namesIn(timed, check)));
        if (!known.contains(EVENT)) {
            all.remove(EVENT);
        }
        return new SourcePlan(
                feed,
                source,
                event,
                created,
                tableColumns(feed, source),
                dependencies.closure(where),
                dependencies.closure(all),
                withUniqueKey(feed, source));
    }

    boolean isKeyed() {
        return source.mode() == Mode.KEYED && !feed.key().isEmpty();
    }

    private static Sql event(Source source, List<String> known) {
        if (source.isStatic()) {
            return EPOCH;
        }
        return source.eventTimestamp()
                .or(() -> column(EVENT, known))
                .orElseThrow(() -> new UserError("source "
                        + source.name() + " at " + source.at()
                        + " has no event_timestamp: neither does it say one nor has its feed"
                        + " such a column; add event_timestamp, or static: true"));
    }

    private static Sql created(Source source, List<String> known) {
        if (source.isStatic()) {
            return EPOCH;
        }
        return source.createdTimestamp().or(() -> column(CREATED, known)).orElse(Sql.of(EVENT));
    }

    private static Optional<Sql> column(String name, List<String> known) {
        return known.contains(name) ? Optional.of(Sql.of(name)) : Optional.empty();
    }

    /** The columns of the source's table, in order. */
    static List<String> tableColumns(Feed feed, Source source) {
        Set<String> columns = new LinkedHashSet<>(source.columns());
        columns.addAll(feed.key());
        columns.addAll(List.of(EVENT, CREATED, BATCH, FILE, ROW_NUMBER));
        return List.copyOf(columns);
    }

    /** What a check reads; nothing of a broken one, which the gate reports. */
    private static Set<String> namesIn(Dataset<Row> rows, Check check) {
        Set<String> names = new TreeSet<>();
        check.column().ifPresent(names::add);
        List<Sql> written = new ArrayList<>();
        check.where().ifPresent(written::add);
        if (check instanceof Expression expression) {
            written.add(expression.sql());
        }
        for (Sql sql : written) {
            try {
                names.addAll(Names.in(rows, sql, check.name()));
            } catch (UserError broken) {
                continue;
            }
        }
        return names;
    }

    /** A correction has the key of the row that it corrects and another created_timestamp; equal in both is a double. */
    private static CheckSuite withUniqueKey(Feed feed, Source source) {
        boolean keyed = source.mode() == Mode.KEYED && !feed.key().isEmpty();
        boolean said = source.checks().checks().stream()
                .anyMatch(check -> check instanceof Unique unique
                        && Set.copyOf(feed.key()).containsAll(unique.columns())
                        && unique.where().isEmpty()
                        && unique.severity() == Severity.ERROR);
        if (!keyed || said) {
            return source.checks();
        }
        List<String> columns = new ArrayList<>(feed.key());
        columns.add(CREATED);
        return source.checks().and(new Unique("unique(key)", columns, Optional.empty(), Severity.ERROR, source.at()));
    }
}
