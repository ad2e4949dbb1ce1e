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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How a feature view is written: {@code features/<name>.yaml}. */
public final class FeatureViewYaml {
    private static final ObjectShape RATIO = Shape.object("feature ratio")
            .need(
                    "ratio",
                    Shape.object("ratio")
                            .need("of", Shape.name(), "The feature of the same view that is divided.")
                            .need("to", Shape.name(), "The one it is divided by; the ratio is null where that is 0."),
                    "Two other features of the view, one divided by the other.");

    private static final Map<String, Kind> AGGREGATES = aggregates();

    private static final ObjectShape TEST = Shape.object("test")
            .need("given", Shape.list(Shape.map(Shape.column(), Shape.value())), "Rows of the source.")
            .need(
                    "expect",
                    Shape.list(Shape.map(Shape.column(), Shape.either(Shape.value(), Shape.list(Shape.value())))),
                    "Keys, a moment (at), and features; a list for one of last_n.");

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
                    Shape.map(Shape.name(), Shape.union("feature", shapes())),
                    "Each an aggregate of the past.")
            .may("checks", CheckSuite.SHAPE, "What is demanded of its table.")
            .may("tests", Shape.list(TEST), "Examples that penstock test runs.");

    private FeatureViewYaml() {}

    /** How one aggregate is written, and how it is read. */
    private record Kind(ObjectShape shape, Function<Fields, Aggregate> read) {}

    private static Map<String, Kind> aggregates() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put(
                "count",
                new Kind(over("count", "What is counted: * for rows, else values not null."), FeatureViewYaml::count));
        put(kinds, "count_distinct", Aggregate.CountDistinct::new);
        put(kinds, "approx_count_distinct", Aggregate.ApproxCountDistinct::new);
        put(kinds, "sum", Aggregate.Sum::new);
        put(kinds, "mean", Aggregate.Mean::new);
        put(kinds, "min", Aggregate.Min::new);
        put(kinds, "max", Aggregate.Max::new);
        put(kinds, "stddev", Aggregate.StdDev::new);
        put(kinds, "first", Aggregate.First::new);
        put(kinds, "last", Aggregate.Last::new);
        kinds.put(
                "last_n",
                new Kind(
                        over("last_n", "What is taken of the newest rows, the newest first.")
                                .need("n", Shape.whole(), "How many rows at most: 1 to 1000."),
                        FeatureViewYaml::lastN));
        kinds.put(
                "quantile",
                new Kind(
                        over("quantile", "What is aggregated: numbers, dates or timestamps.")
                                .need("q", Shape.number(), "The share of values not above the result: 0 to 1."),
                        FeatureViewYaml::quantile));
        kinds.put("ratio", new Kind(RATIO, feature -> ratio(feature.below("ratio"))));
        return kinds;
    }

    private static void put(Map<String, Kind> kinds, String kind, Function<Sql, Aggregate> read) {
        kinds.put(kind, new Kind(over(kind, "What is aggregated."), feature -> read.apply(feature.neededSql(kind))));
    }

    private static ObjectShape over(String kind, String doc) {
        return Shape.object("feature " + kind)
                .need(kind, Shape.sql(), doc)
                .may("window", Shape.duration(), "How far back it looks; over all of the past where left out.")
                .may("where", Shape.sql(), "The rows it looks at; all where left out.");
    }

    private static Aggregate count(Fields feature) {
        Sql of = feature.neededSql("count");
        return new Aggregate.Count(of.text().equals("*") ? Optional.empty() : Optional.of(of));
    }

    private static Aggregate lastN(Fields feature) {
        int n = feature.whole("n")
                .filter(whole -> whole >= 1 && whole <= Aggregate.LastN.MOST)
                .orElse(1L)
                .intValue();
        return new Aggregate.LastN(feature.neededSql("last_n"), n);
    }

    private static Aggregate quantile(Fields feature) {
        BigDecimal q = feature.number("q").filter(Aggregate.Quantile::isShare).orElse(BigDecimal.ZERO);
        return new Aggregate.Quantile(feature.neededSql("quantile"), q);
    }

    private static Aggregate ratio(Fields parts) {
        return new Aggregate.Ratio(parts.needed("of"), parts.needed("to"));
    }

    private static Map<String, ObjectShape> shapes() {
        Map<String, ObjectShape> shapes = new LinkedHashMap<>();
        AGGREGATES.forEach((name, kind) -> shapes.put(name, kind.shape()));
        return shapes;
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
                .map(kind -> kind.getValue().read().apply(feature))
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
