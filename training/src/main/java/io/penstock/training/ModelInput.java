package io.penstock.training;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One column that a model reads, at its place.
 *
 * @param type Spark's name of the column's type, such as {@code double}
 * @param ordinal how its categories became numbers; empty for a number
 */
public record ModelInput(String name, String type, Optional<Ordinal> ordinal) {
    public ModelInput {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(ordinal, "ordinal");
    }

    /**
     * An ordinal encoder as fitted.
     *
     * @param categories the sorted values of the train split: a value's code is its place
     * @param unseen what another value becomes: their number, or missing
     */
    public record Ordinal(List<String> categories, Unseen unseen) {
        public Ordinal {
            categories = List.copyOf(categories);
            requireNonNull(unseen, "unseen");
        }

        float otherCode() {
            return unseen == Unseen.OTHER ? categories.size() : Float.NaN;
        }
    }
}
