package io.penstock.training;

import static java.util.Objects.requireNonNull;

/** A registered model; prints as {@code arrival_late@3}. */
public record ModelVersion(String model, long version, String digest) {
    public ModelVersion {
        requireNonNull(model, "model");
        requireNonNull(digest, "digest");
    }

    @Override
    public String toString() {
        return model + "@" + version;
    }
}
