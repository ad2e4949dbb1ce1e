package io.penstock.training.definition;

import io.penstock.base.ColumnType;
import io.penstock.base.Fields;
import io.penstock.base.Location;
import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.base.Sql;
import io.penstock.features.Aggregate;
import io.penstock.features.Entity;
import io.penstock.features.Feature;
import io.penstock.features.FeatureRef;
import io.penstock.features.FeatureView;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import io.penstock.features.TrainingSetSpec;
import io.penstock.features.definition.Known;
import io.penstock.features.definition.Scope;
import io.penstock.features.definition.SqlRules;
import io.penstock.features.definition.Written;
import io.penstock.training.ModelSpec;
import io.penstock.training.Parameters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a model, given the catalog. */
public final class ModelRules {
    private static final Set<String> OURS = Set.of("moment", "event_timestamp", "label", "split");

    private final ModelSpec model;
    private final TrainingSetSpec data;
    private final Fields fields;
    private final Known known;
    private final Problems problems;
    private final SqlRules sql;
    private final ModelInputs inputs;

    private ModelRules(Written<ModelSpec> written, Known known) {
        this.model = written.definition();
        this.data = model.data();
        this.fields = written.fields();
        this.known = known;
        this.problems = known.problems();
        this.sql = new SqlRules(problems);
        this.inputs = new ModelInputs(model, fields, problems);
    }

    /** Adds what is wrong with a model to the problems of {@code known}. */
    public static void check(Written<ModelSpec> written, Known known) {
        ModelRules rules = new ModelRules(written, known);
        Optional<Source> spine = known.source(
                rules.data.spine().source(), rules.fields.below("spine").at("source"));
        Optional<Source> label = known.source(
                rules.data.label().source(), rules.fields.below("label").at("source"));
        Optional<Scope> scope = spine.flatMap(known::scopeOf);
        scope.ifPresentOrElse(rules::spine, rules.inputs::areNotAllKnown);
        spine.ifPresent(rules::refuseStatic);
        rules.label(label, spine);
        rules.data.features().forEach(reference -> rules.reference(reference, scope));
        rules.derived();
        rules.inputs.check();
        ModelLimits.check(rules.model, rules.fields, rules.problems);
        rules.parameters();
    }

    private void parameters() {
        Fields parameters = fields.below("train").below("xgboost");
        parameters.values().forEach((name, value) -> Parameters.refusal(name, value)
                .ifPresent(refusal -> problems.add(parameters.at(name), refusal)));
    }

    private void spine(Scope scope) {
        Set<String> seen = new HashSet<>();
        for (String column : data.spine().columns()) {
            Location at = fields.below("spine").at("columns", column);
            if (!scope.has(column)) {
                problems.add(
                        at,
                        "spine names the column \"" + column + "\", which " + scope.title() + " does not have"
                                + Nearest.hint(column, scope.names()));
            }
            if (!seen.add(column)) {
                problems.add(at, "column \"" + column + "\" stands twice in the spine's columns");
            }
            refuseOurs(column, at);
            inputs.ofSpine(column, scope.type(column));
        }
    }

    private void refuseOurs(String name, Location at) {
        if (OURS.contains(name)) {
            problems.add(
                    at, "\"" + name + "\" is a column that every training set has; it cannot be an input of that name");
        }
    }

    private void refuseStatic(Source spine) {
        if (spine.isStatic()) {
            problems.add(
                    fields.below("spine").at("source"),
                    "source " + spine.name() + " is static, so its rows have no"
                            + " moment; the spine needs a source with event_timestamp");
        }
    }

    private void label(Optional<Source> label, Optional<Source> spine) {
        label.flatMap(known::scopeOf).ifPresent(scope -> sql.check(data.label().value(), "label.value", scope));
        Optional<Feed> left = spine.flatMap(known::feedOf);
        Optional<Feed> right = label.flatMap(known::feedOf);
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        Location at = fields.below("label").at("source");
        if (left.get().key().isEmpty()) {
            problems.add(
                    fields.below("spine").at("source"),
                    "feed " + left.get().name() + " has no key, but the label is"
                            + " joined to the spine by it; give the feed a key");
        } else if (!Set.copyOf(left.get().key()).equals(Set.copyOf(right.get().key()))) {
            problems.add(
                    at,
                    "the label is joined by the spine's key " + left.get().key() + ", but source "
                            + data.label().source() + " has the key "
                            + right.get().key() + "; both must be the same columns");
        }
    }

    private void reference(FeatureRef reference, Optional<Scope> spine) {
        Optional<FeatureView> view = known.view(reference.view(), reference.at());
        if (view.isEmpty()) {
            inputs.areNotAllKnown();
            return;
        }
        List<String> names = view.get().featureNames();
        if (reference.feature().filter(name -> !names.contains(name)).isPresent()) {
            inputs.areNotAllKnown();
            String name = reference.feature().get();
            problems.add(
                    reference.at(),
                    "feature view " + view.get().name() + " has no feature \"" + name + "\""
                            + Nearest.hint(name, names));
        }
        for (Feature feature : view.get().features()) {
            if (reference.feature().map(feature.name()::equals).orElse(true)) {
                String name = view.get().name() + "__" + feature.name();
                inputs.ofView(name, feature, type(view.get(), feature), reference.at());
            }
        }
        Optional<Entity> entity =
                Optional.ofNullable(known.catalog().entities().get(view.get().entity()));
        entity.ifPresent(present -> keys(reference, present, spine));
    }

    /** The type of a feature where the definitions tell it. */
    private Optional<ColumnType> type(FeatureView view, Feature feature) {
        Source source = known.catalog().sources().get(view.source());
        Optional<Scope> scope = Optional.ofNullable(source).flatMap(known::scopeOf);
        Aggregate aggregate = feature.aggregate();
        boolean keepsType = aggregate instanceof Aggregate.First
                || aggregate instanceof Aggregate.Last
                || aggregate instanceof Aggregate.Min
                || aggregate instanceof Aggregate.Max
                || aggregate instanceof Aggregate.Quantile;
        return keepsType ? scope.flatMap(s -> s.type(aggregate.input().get().text())) : Optional.empty();
    }

    private void keys(FeatureRef reference, Entity entity, Optional<Scope> spine) {
        reference.keys().keySet().stream()
                .filter(key -> !entity.keys().containsKey(key))
                .forEach(key -> problems.add(
                        reference.at(),
                        "keys maps \"" + key + "\", which is no key of entity " + entity.name()
                                + Nearest.hint(key, entity.keys().keySet())));
        entity.keys().forEach((key, type) -> {
            String column = reference.keys().getOrDefault(key, key);
            if (spine.isPresent() && !spine.get().has(column)) {
                String how = reference.keys().containsKey(key) ? " to which it is mapped" : " of that name";
                problems.add(
                        reference.at(),
                        reference + " needs the key \"" + key + "\" of entity " + entity.name() + ", but "
                                + spine.get().title() + " has no column \"" + column + "\"" + how
                                + "; map it: {view: \"" + reference
                                + "\", keys: {" + key + ": COLUMN}}"
                                + Nearest.hint(column, spine.get().names()));
            }
            Optional<ColumnType> found = spine.flatMap(scope -> scope.type(column));
            if (found.isPresent() && !found.get().equals(type)) {
                problems.add(
                        reference.at(),
                        reference + " compares the key \"" + key + "\" (" + type + ") with the column " + column + " ("
                                + found.get() + ") of " + spine.get().title() + "; give both the same type");
            }
        });
    }

    private void derived() {
        Scope scope = Scope.empty("the training set of model " + model.name());
        for (Map.Entry<String, Optional<ColumnType>> input : inputs.types().entrySet()) {
            scope = scope.with(input.getKey(), input.getValue());
        }
        for (String key : spineKey()) {
            scope = scope.with(key, Optional.empty());
        }
        scope = scope.with("moment", Optional.empty()).with("event_timestamp", Optional.empty());
        for (Map.Entry<String, Sql> each : data.derived().entrySet()) {
            Location at = fields.below("derived").at(each.getKey());
            boolean taken = scope.has(each.getKey()) || OURS.contains(each.getKey());
            if (taken) {
                problems.add(
                        at,
                        "derived " + each.getKey() + " has the name of another column of the training set;"
                                + " choose another");
            }
            expression(each.getKey(), each.getValue(), scope);
        }
        data.derived().keySet().forEach(inputs::derived);
    }

    private void expression(String name, Sql expression, Scope scope) {
        sql.check(expression, "derived " + name, seen(scope));
        Set<String> others = new HashSet<>(data.derived().keySet());
        others.removeIf(scope::has);
        for (String column : SqlRules.columns(expression)) {
            if (others.contains(column)) {
                problems.add(
                        expression.at(),
                        "derived " + name + " refers to "
                                + (column.equals(name) ? "itself" : "derived " + column)
                                + ", but derived columns do not see each other; write it out");
            }
        }
    }

    /** The scope with the derived columns, whose use has a message of its own. */
    private Scope seen(Scope scope) {
        Scope all = scope;
        for (String name : data.derived().keySet()) {
            all = all.with(name, Optional.empty());
        }
        return all;
    }

    private List<String> spineKey() {
        return Optional.ofNullable(known.catalog().sources().get(data.spine().source()))
                .flatMap(known::feedOf)
                .map(Feed::key)
                .orElse(List.of());
    }
}
