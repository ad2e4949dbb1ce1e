package io.penstock.features.definition;

import io.penstock.base.Fields;
import io.penstock.base.ObjectShape;
import io.penstock.base.Ordered;
import io.penstock.base.Problems;
import io.penstock.base.Shape;
import io.penstock.base.Sql;
import io.penstock.base.YamlMap;
import io.penstock.base.YamlNode;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import io.penstock.features.ViewTest;
import io.penstock.features.Visible;
import io.penstock.validation.CheckSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How a feature view is written: {@code features/<name>.yaml}. */
public final class FeatureViewYaml {
    private static final Map<String, Function<Sql, Aggregate>> AGGREGATES = aggregates();

    private static final ObjectShape TEST = Shape.object("test")
            .need("given", Shape.list(Shape.map(Shape.column(), Shape.value())), "Rows of the source.")
            .need("expect", Shape.list(Shape.map(Shape.column(), Shape.value())), "Keys, a moment (at), and features.");

    /** Every key of a feature view. */
    public static final ObjectShape SHAPE = Shape.object("feature view")
            .need("feature_view", Shape.name(), "Its name, and that of its file.")
            .and(AboutYaml.SHAPE)
            .need("entity", Shape.text(), "What its features are about.")
            .need("source", Shape.text(), "The source whose rows are aggregated.")
            .may("refresh", Shape.duration(), "How often it is published; where left out it is exact and never online.")
            .may("publish_delay", Shape.duration(), "How long after a tick it can be read; 0s where left out.")
            .may("ttl", Shape.duration(), "How old the newest tick may be; where left out, any age.")
            .may(
                    "visible",
                    Shape.choice(Visible.class),
                    "Whether a moment sees the events of its own instant (at, default).")
            .need(
                    "features",
                    Shape.map(Shape.name(), Shape.union("feature", kinds())),
                    "Each an aggregate of the past.")
            .may("checks", CheckSuite.SHAPE, "What is demanded of its table.")
            .may("tests", Shape.list(TEST), "Examples that penstock test runs.");

    private FeatureViewYaml() {}

    private static Map<String, Function<Sql, Aggregate>> aggregates() {
        Map<String, Function<Sql, Aggregate>> kinds = new LinkedHashMap<>();
        kinds.put(
                "count",
                of -> new Aggregate.Count(
                        Optional.of(of).filter(sql -> !sql.text().equals("*"))));
        kinds.put("sum", Aggregate.Sum::new);
        kinds.put("mean", Aggregate.Mean::new);
        kinds.put("min", Aggregate.Min::new);
        kinds.put("max", Aggregate.Max::new);
        kinds.put("stddev", Aggregate.StdDev::new);
        kinds.put("first", Aggregate.First::new);
        kinds.put("last", Aggregate.Last::new);
        return kinds;
    }

    private static Map<String, ObjectShape> kinds() {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        for (String kind : AGGREGATES.keySet()) {
            String doc =
                    kind.equals("count") ? "What is counted: * for rows, else values not null." : "What is aggregated.";
            kinds.put(
                    kind,
                    Shape.object("feature " + kind)
                            .need(kind, Shape.sql(), doc)
                            .may(
                                    "window",
                                    Shape.duration(),
                                    "How far back it looks; over all of the past where left out.")
                            .may("where", Shape.sql(), "The rows it looks at; all where left out."));
        }
        return kinds;
    }

    /** Reads a view that {@link #SHAPE} has checked; what was refused reads as left out. */
    public static FeatureView read(YamlMap yaml, Problems problems) {
        Fields fields = new Fields(yaml);
        return new FeatureView(
                fields.needed("feature_view"),
                yaml.at(),
                AboutYaml.read(fields),
                fields.needed("entity"),
                fields.needed("source"),
                fields.duration("refresh"),
                fields.duration("publish_delay").orElse(Duration.ZERO),
                fields.duration("ttl"),
                fields.choice("visible", Visible.class).orElse(Visible.AT),
                features(fields.below("features")),
                SourceYaml.checks(yaml, problems),
                fields.items("tests").stream().map(FeatureViewYaml::test).toList());
    }

    private static List<Feature> features(Fields features) {
        List<Feature> all = new ArrayList<>();
        features.map().entries().forEach((name, node) -> {
            Fields feature = Fields.of(node);
            all.add(new Feature(
                    name, features.at(name), aggregate(feature), feature.duration("window"), feature.sql("where")));
        });
        return all;
    }

    private static Aggregate aggregate(Fields feature) {
        return AGGREGATES.entrySet().stream()
                .filter(kind -> feature.has(kind.getKey()))
                .findFirst()
                .map(kind -> kind.getValue().apply(feature.neededSql(kind.getKey())))
                .orElse(new Aggregate.Count(Optional.empty()));
    }

    private static ViewTest test(YamlNode node) {
        Fields test = Fields.of(node);
        return new ViewTest(node.at(), rows(test, "given"), rows(test, "expect"));
    }

    private static List<Map<String, Object>> rows(Fields test, String key) {
        return test.items(key).stream()
                .map(row -> Ordered.<String, Object>copyWithNulls(Fields.of(row).values()))
                .toList();
    }
}
