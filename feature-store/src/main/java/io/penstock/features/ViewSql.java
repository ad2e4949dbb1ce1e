package io.penstock.features;

import static io.penstock.validation.ColumnNames.quoted;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.penstock.base.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;

/**
 * A feature view as one plain SQL query over the rows of its source: a second way to its values, which shares nothing
 * with {@link PointInTime} and is slow where many ticks of a key are asked for.
 *
 * <p>It gives for each wanted key and {@code tick} one row: the keys, {@code tick}, the features in the view's order, and
 * for each feature {@code __bound__<feature>}, the absolute error that adding up doubles may bring into it: {@code n · 2^-52
 * · Σ|x|} for sums of floating values, the same divided by n for means, {@code 4 · n · 2^-52 · max|x|} for standard
 * deviations, infinite where a value is beyond 1e150 and its square no double; for a ratio what follows from its parts,
 * infinite where the divisor may be 0; six standard errors for an estimated count, which is exact here; and 0 for all
 * others, which are exact.
 */
public final class ViewSql {

    /** The column of the wanted moments. */
    public static final String TICK = "tick";

    private static final String BOUND = "__bound__";

    private final FeatureView view;
    private final List<String> keys;
    private final ViewData.Events events;

    private ViewSql(FeatureView view, Entity entity, ViewData.Events events) {
        this.view = requireNonNull(view, "view");
        this.keys = List.copyOf(entity.keys().keySet());
        this.events = requireNonNull(events, "events");
    }

    /** The query of a view over the rows of its source. */
    public static ViewSql of(FeatureView view, Entity entity, ViewData.Events events) {
        return new ViewSql(view, entity, events);
    }

    /** The column that holds the bound of a feature's error. */
    public static String bound(String feature) {
        return BOUND + feature;
    }

    /** The features at each row of {@code wanted}: the entity's keys and {@link #TICK}, no row twice. */
    public Dataset<Row> at(Dataset<Row> wanted) {
        SparkSession spark = wanted.sparkSession();
        String id = UUID.randomUUID().toString().replace("-", "");
        String moments = "wanted_" + id;
        String rows = "events_" + id;
        wanted.createOrReplaceTempView(moments);
        events.rows().createOrReplaceTempView(rows);
        try {
            return spark.sql(text(moments, rows));
        } finally {
            spark.catalog().dropTempView(moments);
            spark.catalog().dropTempView(rows);
        }
    }

    /** The query, over a table of wanted keys and ticks and a table of the source's rows. */
    public String text(String wanted, String rows) {
        return String.join(
                "\n",
                List.of(
                        "with moments as (select " + list(keys) + ", tick, unix_micros(tick) as __tick from " + wanted
                                + "),",
                        "events as (select *, " + event() + " as __event, " + created() + " as __created from " + rows,
                        "  where event_timestamp is not null),",
                        "known as (select e.*, m.__tick from moments m join events e on " + sameEntity("m", "e"),
                        "  and greatest(e.__event, e.__created) + " + delay() + " <= m.__tick" + horizon() + "),",
                        counting() + ",",
                        "aggregated as (select " + list(keys) + ", __tick, " + aggregates(),
                        "  from counting group by " + list(keys) + ", __tick)",
                        "select " + list(keys, "m") + ", m.tick, " + results(),
                        "from moments m left join aggregated a on " + sameEntity("m", "a")
                                + " and m.__tick = a.__tick"));
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private String event() {
        return events.isStatic() ? "0L" : "unix_micros(event_timestamp)";
    }

    private String created() {
        return events.isStatic() ? "0L" : "unix_micros(coalesce(created_timestamp, event_timestamp))";
    }

    /** A row is not seen before this many microseconds after it was known. */
    private String delay() {
        return view.visible() == Visible.BEFORE ? "1" : "0";
    }

    /** No feature takes rows older than the longest window. */
    private String horizon() {
        List<String> features = view.featureNames();
        return Inputs.reachBack(view, features)
                .map(longest -> "\n  and e.__event + " + micros(longest) + " > m.__tick")
                .orElse("");
    }

    /** Of a keyed source, the rows that no newer row of the same source key has replaced by the tick. */
    private String counting() {
        if (events.sourceKey().isEmpty()) {
            return "counting as (select * from known)";
        }
        String sameKey = events.sourceKey().stream()
                .map(key -> "n." + quoted(key) + " <=> c." + quoted(key))
                .collect(joining(" and "));
        return "counting as (select c.* from known c left anti join events n on " + sameKey + "\n  and n.__created + "
                + delay() + " <= c.__tick and " + revision("n") + " > " + revision("c") + ")";
    }

    /** Newer is the later created; then the later event, batch, file and row. */
    private String revision(String alias) {
        List<String> columns = Arrays.asList(events.rows().columns());
        List<String> parts = new ArrayList<>(List.of(alias + ".__created", alias + ".__event"));
        if (columns.contains("batch")) {
            parts.add("coalesce(cast(" + alias + ".batch as string), '')");
        }
        if (columns.contains("file")) {
            parts.add("xxhash64(" + alias + ".file)");
        }
        if (columns.contains("row_number")) {
            parts.add("coalesce(cast(" + alias + ".row_number as bigint), 0L)");
        }
        return struct(parts);
    }

    private String aggregates() {
        Optional<String> ordering =
                view.features().stream().anyMatch(f -> f.aggregate().isOrdered())
                        ? Optional.of(ordering())
                        : Optional.empty();
        return view.features().stream()
                .filter(feature -> !(feature.aggregate() instanceof Aggregate.Ratio))
                .map(feature -> FeatureSql.of(feature, new FeatureSql.Inputs(type(feature), ordering)))
                .map(sql -> sql.value() + " as " + quoted(sql.name()) + ", " + sql.bound() + " as "
                        + quoted(bound(sql.name())))
                .collect(joining(",\n  "));
    }

    /** Event, created, the source's own order, then the values asked for: nulls before all others. */
    private String ordering() {
        List<String> parts = new ArrayList<>(List.of("__event", "__created"));
        events.order().stream()
                .filter(column -> !keys.contains(column))
                .forEach(column -> parts.add(FeatureSql.tied(
                        quoted(column), events.rows().schema().apply(column).dataType())));
        view.features().stream().filter(f -> f.aggregate().isOrdered()).forEach(feature -> {
            String input = "(" + feature.aggregate().input().orElseThrow().text() + ")";
            String taken = feature.where()
                    .map(where -> "if((" + where.text() + "), " + input + ", null)")
                    .orElse(input);
            parts.add(FeatureSql.tied(taken, type(feature)));
        });
        return struct(parts);
    }

    private DataType type(Feature feature) {
        String input = feature.aggregate().input().map(Sql::text).orElse("1");
        return events.rows().selectExpr(input).schema().apply(0).dataType();
    }

    private String results() {
        return view.features().stream()
                .map(feature -> {
                    FeatureSql sql = result(feature);
                    return (feature.aggregate().isZeroWhenEmpty() ? "coalesce(" + sql.value() + ", 0L)" : sql.value())
                            + " as " + quoted(sql.name()) + ", coalesce(" + sql.bound() + ", 0D) as "
                            + quoted(bound(sql.name()));
                })
                .collect(joining(",\n  "));
    }

    /** A feature out of the row of its key and tick. */
    private FeatureSql result(Feature feature) {
        return feature.aggregate() instanceof Aggregate.Ratio ratio
                ? FeatureSql.ofRatio(feature.name(), result(named(ratio.of())), result(named(ratio.to())))
                : new FeatureSql(feature.name(), "a." + quoted(feature.name()), "a." + quoted(bound(feature.name())));
    }

    private Feature named(String name) {
        return view.features().stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String sameEntity(String left, String right) {
        return keys.stream()
                .map(key -> left + "." + quoted(key) + " = " + right + "." + quoted(key))
                .collect(joining(" and "));
    }

    private static String struct(List<String> parts) {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> "'p" + i + "', " + parts.get(i))
                .collect(joining(", ", "named_struct(", ")"));
    }

    private static String list(List<String> columns) {
        return columns.stream().map(name -> quoted(name)).collect(joining(", "));
    }

    private static String list(List<String> columns, String alias) {
        return columns.stream().map(column -> alias + "." + quoted(column)).collect(joining(", "));
    }
}
