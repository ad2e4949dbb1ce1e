package io.penstock.features.ingest;

import static io.penstock.features.ingest.SourcePlan.CREATED;
import static io.penstock.features.ingest.SourcePlan.EVENT;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Why ingest itself refuses a row of a source, checks apart: each reason a bit of {@link #MASK}.
 *
 * <p>The first four say that the row could not be read; then nothing else is said of it.
 *
 * @param all in the order of their bits
 */
record Refusals(List<Refusal> all, SourcePlan plan) {
    static final String MASK = "__mask";
    static final String REASONS = "__reasons";

    private static final int MALFORMED = 0;
    static final int WHERE_FIELDS = 1;
    private static final int WHERE_FAILED = 2;
    private static final int FIELDS = 3;
    private static final int UNREADABLE = 0b1111;
    private static final int UNREADABLE_BEFORE_WHERE = 0b111;

    /**
     * A reason.
     *
     * @param column what it is about, or null
     * @param message null where the reasons come from {@link Fields#FAULTS}
     */
    record Refusal(String check, String column, Column when, Column message) {}

    static Refusals of(SourcePlan plan, Column where, Column event, Column created) {
        List<Refusal> all = new ArrayList<>();
        all.add(new Refusal("malformed", null, col(FeedReader.MALFORMED).isNotNull(), col(FeedReader.MALFORMED)));
        all.add(new Refusal("fields", null, faulty(plan.whereNeeds()), null));
        all.add(new Refusal(FeedRows.EXPRESSION, "where", Attempt.failed(where), lit("cannot be computed here")));
        all.add(new Refusal("fields", null, faulty(plan.needs()), null));
        for (String key : plan.isKeyed() ? plan.feed().key() : List.<String>of()) {
            all.add(new Refusal("key", key, ColumnNames.column(key).isNull(), lit("is null and part of the key")));
        }
        all.add(time(EVENT, event));
        if (!plan.created().text().strip().equals(EVENT)) {
            all.add(time(CREATED, created));
        }
        all.add(new Refusal(
                "batch_span",
                EVENT,
                col(EVENT).lt(col(BatchSpans.FROM)).or(col(EVENT).geq(col(BatchSpans.UNTIL))),
                concat(
                        instant(EVENT),
                        lit(" lies outside of its batch: "),
                        instant(BatchSpans.FROM),
                        lit(" to before "),
                        instant(BatchSpans.UNTIL))));
        all.add(new Refusal(
                "as_of",
                CREATED,
                col(CREATED).gt(col(BatchSpans.UNTIL)),
                concat(instant(CREATED), lit(" is from the future: the batch is as of "), instant(BatchSpans.UNTIL))));
        return new Refusals(List.copyOf(all), plan);
    }

    /** The bits that hold; a row that could not be read has none but the first ones. */
    Column mask() {
        Column unreadable = bits(0, FIELDS + 1);
        return when(unreadable.notEqual(0), unreadable).otherwise(bits(FIELDS + 1, all.size()));
    }

    Column holds(int bit) {
        return col(MASK).bitwiseAND(1 << bit).notEqual(0);
    }

    /** Whether a row could be read as far as the source needs it. */
    Column readable() {
        return col(MASK).bitwiseAND(UNREADABLE).equalTo(0);
    }

    /** Whether not even {@code where} can be trusted. */
    Column beforeWhere() {
        return col(MASK).bitwiseAND(UNREADABLE_BEFORE_WHERE).notEqual(0);
    }

    /** All reasons of a row: ingest's own, then, of a row that could be read, those of the row checks. */
    Column reasons(Column ofChecks) {
        List<Column> own = new ArrayList<>();
        for (int bit = 0; bit < all.size(); bit++) {
            Refusal refusal = all.get(bit);
            if (refusal.message() != null) {
                own.add(when(holds(bit), reason(refusal)));
            }
        }
        Column faults = when(holds(MALFORMED).or(not(holds(FIELDS))), array())
                .otherwise(coalesce(filter(col(Fields.FAULTS), fault -> ofColumns(fault, plan.needs())), array()));
        return concat(
                array_compact(array(own.toArray(Column[]::new))),
                faults,
                when(readable(), ofChecks).otherwise(array()));
    }

    private static Refusal time(String column, Column attempt) {
        Column message =
                when(Attempt.failed(attempt), lit("cannot be computed here")).otherwise(lit("is null"));
        return new Refusal(column, column, col(column).isNull(), message);
    }

    /** As ISO text; the session's zone is UTC. */
    private static Column instant(String column) {
        return concat(translate(col(column).cast("string"), " ", "T"), lit("Z"));
    }

    private static Column reason(Refusal refusal) {
        return struct(
                lit(refusal.check()).as("check_name"),
                lit(refusal.column()).cast("string").as("column_name"),
                refusal.message().as("message"));
    }

    private static Column faulty(Collection<String> columns) {
        return col(Fields.FAULTS).isNotNull().and(exists(col(Fields.FAULTS), fault -> ofColumns(fault, columns)));
    }

    private static Column ofColumns(Column fault, Collection<String> columns) {
        return fault.getField("column_name").isin(columns.toArray());
    }

    private Column bits(int from, int to) {
        Column bits = lit(0);
        for (int bit = from; bit < to; bit++) {
            bits = bits.bitwiseOR(when(all.get(bit).when(), 1 << bit).otherwise(0));
        }
        return bits;
    }
}
