package io.penstock.training.definition;

import io.penstock.base.Fields;
import io.penstock.base.Location;
import io.penstock.base.ObjectShape;
import io.penstock.base.Shape;
import io.penstock.base.Sql;
import io.penstock.base.YamlMap;
import io.penstock.base.YamlNode;
import io.penstock.base.YamlScalar;
import io.penstock.features.FeatureRef;
import io.penstock.features.Label;
import io.penstock.features.Missing;
import io.penstock.features.Spine;
import io.penstock.features.Split;
import io.penstock.features.TrainingSetSpec;
import io.penstock.features.definition.AboutYaml;
import io.penstock.training.Decide;
import io.penstock.training.DeviceChoice;
import io.penstock.training.Encode;
import io.penstock.training.First;
import io.penstock.training.ModelSpec;
import io.penstock.training.Promote;
import io.penstock.training.Train;
import io.penstock.training.Unseen;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** How a model is written: {@code models/<name>.yaml}. */
public final class ModelYaml {
    /** The metrics by which models are compared. */
    static final String METRICS = "auc|pr_auc|logloss|brier|ece";

    private static final String REFERENCE = "[a-z][a-z0-9_]*:([a-z][a-z0-9_]*|\\*)";
    private static final Shape FEATURE = Shape.text(REFERENCE, "view:feature, or view:* for all of a view");

    private static final ObjectShape SPINE = Shape.object("spine")
            .need("source", Shape.text(), "The source whose rows are foretold.")
            .need(
                    "lead",
                    Shape.duration(),
                    "How long before its event each row is asked: moment = event_timestamp - lead.")
            .need("from", Shape.date(), "The first day of training; before it the windows fill.")
            .need("columns", Shape.list(Shape.column()), "Its columns that are inputs.");

    private static final ObjectShape LABEL = Shape.object("label")
            .need("source", Shape.text(), "The source that knows what happened; its feed has the spine's key.")
            .need("value", Shape.sql(), "What is foretold: true or false, or 1 or 0.")
            .need(
                    "matures_after",
                    Shape.duration(),
                    "How long after the spine's event the label is known at the latest.")
            .may("missing", Shape.choice(Missing.class), "What happens to a row without: drop (default).");

    private static final ObjectShape MAPPED = Shape.object("feature reference")
            .need("view", FEATURE, "view:feature, or view:* for all of a view.")
            .need(
                    "keys",
                    Shape.map(Shape.column(), Shape.column()),
                    "Each key of the entity: the spine's column it is in.");

    private static final Shape SPLIT = Shape.union(
            "split",
            new TreeMap<>(Map.of(
                    "test",
                            Shape.object("split by length")
                                    .need("test", Shape.duration(), "How long the test part is, up to the cut-off.")
                                    .need(
                                            "validation",
                                            Shape.duration(),
                                            "How long the validation part is, before the test part.")
                                    .may("gap", Shape.duration(), "Left free before each border; 0s where left out."),
                    "test_from",
                            Shape.object("split by date")
                                    .need("validation_from", Shape.date(), "The first day of the validation part.")
                                    .need("test_from", Shape.date(), "The first day of the test part.")
                                    .may("until", Shape.date(), "The first day that is left out.")
                                    .may(
                                            "gap",
                                            Shape.duration(),
                                            "Left free before each border; 0s where left out."))));

    private static final ObjectShape ENCODE = Shape.object("encode")
            .may(
                    "ordinal",
                    Shape.list(Shape.text()),
                    "Text inputs that become numbers in the order of their categories.")
            .may(
                    "unseen",
                    Shape.choice(Unseen.class),
                    "A category that training never saw: other (default) or missing.");

    private static final ObjectShape TRAIN = Shape.object("train")
            .need("xgboost", Shape.map(Shape.text(), Shape.value()), "Parameters of XGBoost by their own names.")
            .need("rounds", Shape.whole(), "The most trees.")
            .may("early_stopping", Shape.whole(), "Rounds without gain on validation that end it; 0 (default): never.")
            .may("device", Shape.choice(DeviceChoice.class), "auto (default), cpu or cuda.")
            .may("workers", Shape.whole(), "How many tasks train together; 1 where left out.")
            .may("seed", Shape.whole(), "The seed of all chance; 0 where left out.");

    private static final ObjectShape COST = Shape.object("cost")
            .need("false_positive", Shape.number(), "What a wrong yes costs.")
            .need("false_negative", Shape.number(), "What a wrong no costs.");

    private static final Shape DECIDE = Shape.union(
            "decision",
            new TreeMap<>(Map.of(
                    "threshold", Shape.object("threshold").need("threshold", Shape.share(), "Yes from this score on."),
                    "cost",
                            Shape.object("decision by cost")
                                    .need("cost", COST, "Yes where that costs least, told by validation."))));

    private static final ObjectShape PROMOTE = Shape.object("promote")
            .need("metric", Shape.text(METRICS, METRICS.replace("|", ", ")), "By which models are compared.")
            .may("margin", Shape.number(), "By how much it must be better; 0 where left out.")
            .may(
                    "first",
                    Shape.choice(First.class),
                    "What the first champion must show: beats_baseline (default) or any.")
            .may("held_above", Shape.number(), "A metric beyond it is too good to be true: the model is held.")
            .may("approvals", Shape.whole(), "How many people must agree; 0 where left out.");

    /** Every key of a model. */
    public static final ObjectShape SHAPE = Shape.object("model")
            .need("model", Shape.name(), "Its name, and that of its file.")
            .and(AboutYaml.SHAPE)
            .need("spine", SPINE, "The rows that are foretold.")
            .need("label", LABEL, "What is foretold.")
            .need(
                    "features",
                    Shape.list(Shape.either(FEATURE, MAPPED)),
                    "Its features; their columns are view__feature.")
            .may(
                    "derived",
                    Shape.map(Shape.name(), Shape.sql()),
                    "Inputs computed from the spine, moment and features.")
            .may("exclude", Shape.list(Shape.text()), "Columns that are no inputs, being needed for derived only.")
            .may("encode", ENCODE, "How texts become numbers.")
            .need("split", SPLIT, "What is for training, validation and test.")
            .need("train", TRAIN, "How trees are grown.")
            .need("decide", DECIDE, "How a score becomes a decision.")
            .need("promote", PROMOTE, "When a new model becomes champion.")
            .may("monitor", MonitorYaml.SHAPE, "What is watched in use.");

    private ModelYaml() {}

    /** Reads a model that {@link #SHAPE} has checked; what was refused reads as left out. */
    public static ModelSpec read(YamlMap yaml) {
        Fields model = new Fields(yaml);
        return new ModelSpec(
                model.needed("model"),
                yaml.at(),
                AboutYaml.read(model),
                data(model),
                model.texts("exclude"),
                encode(model.below("encode")),
                train(model.below("train")),
                decide(model.below("decide")),
                promote(model.below("promote")),
                yaml.find("monitor").map(node -> MonitorYaml.read(Fields.of(node))));
    }

    private static TrainingSetSpec data(Fields model) {
        Fields spine = model.below("spine");
        Fields label = model.below("label");
        Map<String, Sql> derived = model.below("derived").sqls();
        return new TrainingSetSpec(
                model.needed("model"),
                new Spine(
                        spine.needed("source"),
                        spine.duration("lead").orElse(Duration.ZERO),
                        spine.date("from").orElse(LocalDate.EPOCH),
                        spine.texts("columns")),
                new Label(
                        label.needed("source"),
                        label.neededSql("value"),
                        label.duration("matures_after").orElse(Duration.ZERO),
                        label.choice("missing", Missing.class).orElse(Missing.DROP)),
                model.items("features").stream()
                        .flatMap(item -> reference(item).stream())
                        .toList(),
                derived,
                split(model.below("split")));
    }

    private static Optional<FeatureRef> reference(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return reference(scalar.text(), Map.of(), node.at());
        }
        Fields mapped = Fields.of(node);
        return reference(mapped.needed("view"), mapped.below("keys").allTexts(), node.at());
    }

    private static Optional<FeatureRef> reference(String text, Map<String, String> keys, Location at) {
        if (!text.matches(REFERENCE)) {
            return Optional.empty();
        }
        String feature = text.substring(text.indexOf(':') + 1);
        return Optional.of(new FeatureRef(
                text.substring(0, text.indexOf(':')),
                Optional.of(feature).filter(name -> !name.equals("*")),
                keys,
                at));
    }

    private static Split split(Fields split) {
        Duration gap = split.duration("gap").orElse(Duration.ZERO);
        if (split.has("test_from")) {
            LocalDate test = split.date("test_from").orElse(LocalDate.MAX);
            return new Split.Dates(split.date("validation_from").orElse(test), test, split.date("until"), gap);
        }
        return new Split.Back(
                split.duration("test").orElse(Duration.ZERO),
                split.duration("validation").orElse(Duration.ZERO),
                gap);
    }

    private static Encode encode(Fields encode) {
        return new Encode(
                encode.texts("ordinal"), encode.choice("unseen", Unseen.class).orElse(Unseen.OTHER));
    }

    private static Train train(Fields train) {
        Map<String, Object> parameters =
                new LinkedHashMap<>(train.below("xgboost").values());
        parameters.values().removeIf(Objects::isNull);
        return new Train(
                parameters,
                whole(train, "rounds", 1),
                whole(train, "early_stopping", 0),
                train.choice("device", DeviceChoice.class).orElse(DeviceChoice.AUTO),
                whole(train, "workers", 1),
                train.whole("seed").orElse(0L));
    }

    private static Decide decide(Fields decide) {
        Fields cost = decide.below("cost");
        return decide.has("cost")
                ? new Decide.Cost(number(cost, "false_positive", 1), number(cost, "false_negative", 1))
                : new Decide.Threshold(decide.share("threshold").orElse(0.5));
    }

    private static Promote promote(Fields promote) {
        return new Promote(
                promote.needed("metric"),
                number(promote, "margin", 0),
                promote.choice("first", First.class).orElse(First.BEATS_BASELINE),
                promote.number("held_above").map(BigDecimal::doubleValue),
                whole(promote, "approvals", 0));
    }

    private static int whole(Fields fields, String key, int fallback) {
        return (int) Math.max(
                Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, fields.whole(key).orElse((long) fallback)));
    }

    private static double number(Fields fields, String key, double fallback) {
        return fields.number(key).map(BigDecimal::doubleValue).orElse(fallback);
    }
}
