package io.penstock.features;

import static java.util.Objects.requireNonNull;

/**
 * A training set of the rows of a file, without a model.
 *
 * @param file Parquet or CSV with the entities' keys, {@code moment} and anything else
 * @param features what is wanted, as {@code view:*} and {@code view:feature} separated by commas, keys joined by name
 */
public record FileTrainingSet(String name, String file, String features) {

    public FileTrainingSet {
        requireNonNull(name, "name");
        requireNonNull(file, "file");
        requireNonNull(features, "features");
    }

    /** The path of its table. */
    public String table() {
        return "training_sets/" + name;
    }
}
