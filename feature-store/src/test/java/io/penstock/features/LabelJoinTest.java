package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Location;
import io.penstock.base.Sql;
import io.penstock.validation.LocalSpark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class LabelJoinTest {

    private static final SparkSession SPARK = LocalSpark.session();
    private static final Label LATE =
            new Label("arrivals", new Sql("delay > 15", Location.NONE), Duration.ofHours(48), Missing.DROP);
    private static final Instant AS_OF = Instant.parse("2013-01-31T00:00:00Z");

    @Test
    void ofSeveralLabelsTheNewestThatIsKnownInTimeCounts() {
        Dataset<Row> spine = spine("'corrected'", "'late'", "'none'", "'null'");
        Dataset<Row> labels =
                labels("('corrected', 5, '2013-01-10 03:00:00'), ('corrected', 20, '2013-01-11 00:00:00'),"
                        + " ('corrected', 5, '2013-01-12 00:00:01'), ('late', 20, '2013-01-12 00:00:01'),"
                        + " ('null', null, '2013-01-10 03:00:00')");

        List<String> joined =
                LabelJoin.join(spine, List.of("flight"), labels, LATE, AS_OF).orderBy("flight").collectAsList().stream()
                        .map(row -> row.getAs("flight") + " " + row.getAs(LabelJoin.LABEL))
                        .toList();

        assertThat(joined).containsExactly("corrected 1.0", "late null", "none null", "null null");
    }

    @Test
    void whatIsNotKnownByTheAsOfIsMissing() {
        Dataset<Row> labels = labels("('soon', 20, '2013-01-11 00:00:00')");

        List<Row> joined = LabelJoin.join(
                        spine("'soon'"), List.of("flight"), labels, LATE, Instant.parse("2013-01-10T23:59:59Z"))
                .collectAsList();

        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).<Double>getAs(LabelJoin.LABEL)).isNull();
    }

    @Test
    void eachSideIsExchangedOnce() {
        String threshold = SPARK.conf().get("spark.sql.autoBroadcastJoinThreshold");
        SPARK.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
        try {
            String plan = LabelJoin.join(
                            spine("'a'", "'b'"),
                            List.of("flight"),
                            labels("('a', 20, '2013-01-11 00:00:00')"),
                            LATE,
                            AS_OF)
                    .queryExecution()
                    .executedPlan()
                    .toString();

            assertThat(Pattern.compile("Exchange ").matcher(plan).results().count())
                    .as(plan)
                    .isEqualTo(2);
        } finally {
            SPARK.conf().set("spark.sql.autoBroadcastJoinThreshold", threshold);
        }
    }

    private static Dataset<Row> spine(String... flights) {
        return SPARK.sql("select flight, timestamp '2013-01-10 00:00:00' event_timestamp from values ("
                + String.join("), (", flights) + ") as t(flight)");
    }

    private static Dataset<Row> labels(String rows) {
        return SPARK.sql("select flight, delay, timestamp(known) created_timestamp from values " + rows
                + " as t(flight, delay, known)");
    }
}
