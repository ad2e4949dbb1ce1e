package io.penstock.training;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Location;
import io.penstock.features.About;
import io.penstock.features.TrainingSetSpec;
import java.util.List;
import java.util.Optional;

/**
 * A model as defined: its training set, what of it is left out of the inputs, how it is trained, decides, is promoted
 * and watched.
 */
public record ModelSpec(
        String name,
        Location at,
        About about,
        TrainingSetSpec data,
        List<String> exclude,
        Encode encode,
        Train train,
        Decide decide,
        Promote promote,
        Optional<Monitor> monitor) {
    public ModelSpec {
        requireNonNull(name, "name");
        requireNonNull(at, "at");
        requireNonNull(about, "about");
        requireNonNull(data, "data");
        exclude = List.copyOf(exclude);
        requireNonNull(encode, "encode");
        requireNonNull(train, "train");
        requireNonNull(decide, "decide");
        requireNonNull(promote, "promote");
        requireNonNull(monitor, "monitor");
    }
}
