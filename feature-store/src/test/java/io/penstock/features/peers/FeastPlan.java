package io.penstock.features.peers;

import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The plan of Feast's Spark offline store for sources with a created timestamp and no ttl, in words of our own: for each
 * view the labels made distinct, joined with all of their history, the newest created row of each event time found and
 * joined back, the newest event found and joined back, and that joined to the labels by a text of key and time.
 */
final class FeastPlan {
    private final SparkSession spark = LocalSpark.session();
    private final Path labels;
    private final List<Path> views;
    private final String columns;

    FeastPlan(Path labels, List<Path> views, int columns) {
        this.labels = labels;
        this.views = views;
        this.columns = IntStream.range(0, columns).mapToObj(i -> "x" + i).collect(Collectors.joining(", "));
    }

    Dataset<Row> run() {
        Row range = spark.sql("select min(moment), max(moment) from parquet.`" + labels + "`")
                .first();
        List<String> ids = new ArrayList<>();
        views.forEach(view -> ids.add("concat(string(key), string(moment)) as " + row(view)));
        spark.sql("create or replace temporary view labels as select *, moment as label_time, " + String.join(", ", ids)
                + " from parquet.`" + labels + "`");
        views.forEach(view -> spark.sql(newest(view, range.get(1).toString())));
        StringBuilder all = new StringBuilder("select id, labels.key");
        views.forEach(view -> all.append(", ").append(renamed(view)));
        all.append(" from labels");
        views.forEach(view -> all.append(" left join (select ")
                .append(row(view))
                .append(", ")
                .append(columns)
                .append(" from ")
                .append(name(view))
                .append("_newest) ")
                .append(name(view))
                .append(" using (")
                .append(row(view))
                .append(")"));
        return spark.sql(all.toString());
    }

    private String newest(Path view, String last) {
        String row = row(view);
        return """
                create or replace temporary view %1$s_newest as
                with asked as (select key, label_time, %2$s from labels group by key, label_time, %2$s),
                history as (
                    select event_timestamp, created_timestamp, key, %3$s from parquet.`%4$s`
                    where event_timestamp <= '%5$s'),
                past as (
                    select history.*, asked.label_time, asked.%2$s from history
                    join asked on history.event_timestamp <= asked.label_time and history.key = asked.key),
                revised as (
                    select %2$s, event_timestamp, max(created_timestamp) as created_timestamp from past
                    group by %2$s, event_timestamp),
                ranked as (
                    select event_timestamp, created_timestamp, %2$s from (
                        select *, row_number() over (
                            partition by %2$s order by event_timestamp desc, created_timestamp desc) as place
                        from past join revised using (%2$s, event_timestamp, created_timestamp))
                    where place = 1)
                select past.* from past join ranked using (%2$s, event_timestamp, created_timestamp)
                """
                .formatted(name(view), row, columns, view, last);
    }

    private String renamed(Path view) {
        return columns.replaceAll("x\\d+", name(view) + ".$0 as " + name(view) + "__$0");
    }

    private static String row(Path view) {
        return name(view) + "_label";
    }

    private static String name(Path view) {
        return view.getFileName().toString();
    }
}
