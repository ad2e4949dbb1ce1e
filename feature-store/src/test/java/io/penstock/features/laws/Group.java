package io.penstock.features.laws;

import io.penstock.features.PointInTime;
import io.penstock.features.ViewInput;
import io.penstock.validation.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Some random views and many random cases that are put to Spark together; each case has keys of its own. */
record Group(long seed, List<TestView> views, List<History> histories) {
    private static final StructType FRAME =
            StructType.fromDDL("query int, q1 string, q2 bigint, moment timestamp, extra array<string>");

    /** Micro cases, where everything is tied, and some long histories. */
    static Group random(long seed, int microCases, int longSize) {
        Random random = new Random(seed);
        List<TestView> views = List.of(
                TestView.random("a", true, random),
                TestView.random("b", false, random),
                TestView.random("c", false, random));
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < microCases; i++) {
            histories.add(History.random(i, random.nextInt(25), 25, random));
        }
        histories.add(History.random(microCases, 250, 40, random));
        histories.add(History.random(microCases + 1, longSize, 40, random));
        return new Group(seed, views, histories);
    }

    List<Event> events() {
        return histories.stream().flatMap(h -> h.events().stream()).toList();
    }

    List<History.Query> queries() {
        return histories.stream().flatMap(h -> h.queries().stream()).toList();
    }

    Group with(List<History> other) {
        return new Group(seed, views, other);
    }

    Dataset<Row> rows() {
        return rows(events());
    }

    static Dataset<Row> rows(List<Event> events) {
        return LocalSpark.session()
                .createDataFrame(events.stream().map(Event::row).toList(), Event.SCHEMA);
    }

    static Dataset<Row> frame(List<History.Query> queries) {
        List<Row> rows = queries.stream()
                .map(q -> RowFactory.create(
                        q.number(), q.key().k1(), q.key().k2(), Event.timestamp(q.moment()), new String[] {
                            "of " + q.number(), null
                        }))
                .toList();
        return LocalSpark.session().createDataFrame(rows, FRAME);
    }

    List<ViewInput> inputs(Dataset<Row> rows) {
        return views.stream()
                .map(v -> ViewInput.all(v.view(), v.frameKeys(), v.events(rows)))
                .toList();
    }

    Dataset<Row> join() {
        return PointInTime.join(frame(queries()), "moment", inputs(rows()));
    }

    /** The features of a view in a joined row. */
    static List<Object> features(TestView view, Row row) {
        List<Object> values = new ArrayList<>();
        view.features().forEach(f -> values.add(Canonical.of(row.getAs(view.name() + "__" + f.name()))));
        return values;
    }

    static byte state(TestView view, Row row) {
        return row.getAs("__state__" + view.name());
    }

    /** For failure texts. */
    String describe(TestView view, History.Query query) {
        List<Event> own = histories.stream()
                .filter(h -> h.queries().contains(query))
                .findFirst()
                .map(History::events)
                .orElse(List.of());
        return "seed " + seed + ", " + view + ", " + query + (own.size() < 30 ? ", " + own : "");
    }
}
