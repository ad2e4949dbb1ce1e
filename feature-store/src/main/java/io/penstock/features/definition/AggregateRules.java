package io.penstock.features.definition;

import io.penstock.base.ColumnType;
import io.penstock.base.Fields;
import io.penstock.base.Location;
import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.base.Sql;
import io.penstock.features.Aggregate;
import io.penstock.features.Feature;
import io.penstock.features.FeatureView;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the aggregates of a view: their numbers, what ratios are of, types where the definitions tell them. */
final class AggregateRules {
    private static final Set<String> NUMBERS = Set.of("int", "bigint", "float", "double");

    private final FeatureView view;
    private final Map<String, Feature> byName = new LinkedHashMap<>();
    private final Problems problems;

    private AggregateRules(FeatureView view, Problems problems) {
        this.view = view;
        this.problems = problems;
        view.features().forEach(feature -> byName.put(feature.name(), feature));
    }

    /** Adds what is wrong whatever the source is; {@code written} are the view's features by name. */
    static void check(FeatureView view, Fields written, Problems problems) {
        AggregateRules rules = new AggregateRules(view, problems);
        view.features().forEach(feature -> rules.feature(feature, written.below(feature.name())));
    }

    private void feature(Feature feature, Fields written) {
        if (feature.aggregate() instanceof Aggregate.Ratio ratio) {
            Fields parts = written.below("ratio");
            part(feature, "of", ratio.of(), parts.at("of"));
            part(feature, "to", ratio.to(), parts.at("to"));
        } else if (feature.aggregate() instanceof Aggregate.LastN) {
            written.whole("n")
                    .filter(n -> n < 1 || n > Aggregate.LastN.MOST)
                    .ifPresent(n -> problems.add(
                            written.at("n"),
                            "n of feature " + feature.name() + " is " + n + ", but must be 1 to "
                                    + Aggregate.LastN.MOST));
            if (view.isPublished()) {
                problems.add(
                        written.at("last_n"),
                        "feature " + feature.name() + " gives a list, which the online store cannot hold; move it to a"
                                + " view without refresh, or take single values: last, max, mean");
            }
        } else if (feature.aggregate() instanceof Aggregate.Quantile) {
            written.number("q")
                    .filter(q -> !Aggregate.Quantile.isShare(q))
                    .ifPresent(q -> problems.add(
                            written.at("q"),
                            "q of feature " + feature.name() + " is " + q.toPlainString()
                                    + ", but must be from 0 to 1, with at most " + Aggregate.Quantile.DIGITS
                                    + " digits after the point"));
        }
    }

    private void part(Feature ratio, String role, String name, Location at) {
        if (name.isEmpty()) {
            return;
        }
        String what = "ratio " + ratio.name() + ": " + role;
        if (!byName.containsKey(name)) {
            problems.add(
                    at,
                    what + " names \"" + name + "\", which is no feature of view " + view.name()
                            + Nearest.hint(name, byName.keySet()));
        } else if (name.equals(ratio.name())) {
            problems.add(at, what + " is the ratio itself; name another feature of the view");
        } else if (circle(name, new LinkedHashSet<>()).contains(ratio.name())) {
            problems.add(
                    at,
                    what + " is " + name + ", which is a ratio of " + ratio.name() + " in its turn; undo the circle");
        }
    }

    /** All features that a feature is a ratio of, near or far. */
    private Set<String> circle(String name, Set<String> met) {
        if (byName.containsKey(name) && byName.get(name).aggregate() instanceof Aggregate.Ratio ratio) {
            for (String part : new String[] {ratio.of(), ratio.to()}) {
                if (met.add(part)) {
                    circle(part, met);
                }
            }
        }
        return met;
    }

    /** Adds the types of plain columns that an aggregate cannot take; those of other expressions are known to Spark alone. */
    static void checkTypes(FeatureView view, Scope scope, Problems problems) {
        AggregateRules rules = new AggregateRules(view, problems);
        view.features().forEach(feature -> rules.type(feature, scope));
    }

    private void type(Feature feature, Scope scope) {
        Aggregate aggregate = feature.aggregate();
        if (aggregate instanceof Aggregate.CountDistinct || aggregate instanceof Aggregate.ApproxCountDistinct) {
            Sql of = aggregate.input().orElseThrow();
            column(of, scope)
                    .filter(ColumnType::isFloating)
                    .ifPresent(type -> refuse(
                            feature,
                            "counts the different values of " + of + ", a " + type
                                    + ", whose values are not safely equal; round it, bigint(round(" + of
                                    + ")), or cast it to a decimal"));
        } else if (aggregate instanceof Aggregate.Sum
                || aggregate instanceof Aggregate.Mean
                || aggregate instanceof Aggregate.StdDev) {
            Sql of = aggregate.input().orElseThrow();
            column(of, scope)
                    .filter(type -> !NUMBERS.contains(type.name()))
                    .ifPresent(type -> refuse(
                            feature,
                            "adds up the values of " + of + ", a " + type
                                    + "; it needs an int, bigint, float or double: cast it to one"));
        } else if (aggregate instanceof Aggregate.Quantile quantile) {
            column(quantile.of(), scope)
                    .filter(type -> !isRanked(type))
                    .ifPresent(type -> refuse(
                            feature,
                            "is a quantile of " + quantile.of() + ", a " + type
                                    + "; it needs an int, bigint, float, double, date or timestamp: cast it to one"));
        } else if (aggregate instanceof Aggregate.Ratio ratio) {
            for (String name : new String[] {ratio.of(), ratio.to()}) {
                Optional.ofNullable(byName.get(name))
                        .flatMap(part -> result(part, scope))
                        .filter(type -> !NUMBERS.contains(type))
                        .ifPresent(type -> refuse(
                                feature,
                                "is a ratio of " + name + ", a " + type
                                        + "; it needs features of type int, bigint, float or double: cast what "
                                        + name + " aggregates"));
            }
        }
    }

    private void refuse(Feature feature, String what) {
        problems.add(feature.at(), "feature " + feature.name() + " " + what);
    }

    private static boolean isRanked(ColumnType type) {
        return NUMBERS.contains(type.name())
                || type.name().equals("date")
                || type.name().equals("timestamp");
    }

    private static Optional<ColumnType> column(Sql sql, Scope scope) {
        return scope.type(sql.text());
    }

    /** The type of a feature where the definitions tell it. */
    private static Optional<String> result(Feature feature, Scope scope) {
        Aggregate aggregate = feature.aggregate();
        if (aggregate instanceof Aggregate.LastN) {
            return Optional.of("list");
        }
        boolean keepsType = aggregate instanceof Aggregate.First
                || aggregate instanceof Aggregate.Last
                || aggregate instanceof Aggregate.Min
                || aggregate instanceof Aggregate.Max
                || aggregate instanceof Aggregate.Quantile;
        return keepsType ? column(aggregate.input().orElseThrow(), scope).map(ColumnType::name) : Optional.empty();
    }
}
