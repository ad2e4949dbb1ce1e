package io.penstock.training;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Which text inputs become numbers by the order of their categories, and what becomes of new ones. */
public record Encode(List<String> ordinal, Unseen unseen) {
    public Encode {
        ordinal = List.copyOf(ordinal);
        requireNonNull(unseen, "unseen");
    }
}
