package io.penstock.jobs;

import io.penstock.base.ObjectShape;
import io.penstock.features.definition.EntityYaml;
import io.penstock.features.definition.FeatureViewYaml;
import io.penstock.features.definition.FeedYaml;
import io.penstock.features.definition.SourceYaml;
import io.penstock.training.definition.ModelYaml;
import java.util.Locale;

/** A kind of definition: the folder it lies in, the key that holds its name, and how it is written. */
enum Kind {
    FEEDS("feed", FeedYaml.SHAPE),
    SOURCES("source", SourceYaml.SHAPE),
    ENTITIES("entity", EntityYaml.SHAPE),
    FEATURES("feature_view", FeatureViewYaml.SHAPE),
    MODELS("model", ModelYaml.SHAPE);

    private final String key;
    private final ObjectShape shape;

    Kind(String key, ObjectShape shape) {
        this.key = key;
        this.shape = shape;
    }

    /** The folder below the project's. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key that holds the name; also the name of the JSON Schema. */
    String key() {
        return key;
    }

    /** What messages call one of them. */
    String title() {
        return key.replace('_', ' ');
    }

    ObjectShape shape() {
        return shape;
    }
}
