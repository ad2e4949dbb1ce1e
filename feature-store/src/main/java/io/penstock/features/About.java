package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** Who answers for a definition and what it is for; changes nothing that is computed. */
public record About(Optional<String> owner, Optional<String> description, List<String> tags) {
    public About {
        requireNonNull(owner, "owner");
        requireNonNull(description, "description");
        tags = List.copyOf(tags);
    }

    /** Nothing said. */
    public static final About NOTHING = new About(Optional.empty(), Optional.empty(), List.of());
}
