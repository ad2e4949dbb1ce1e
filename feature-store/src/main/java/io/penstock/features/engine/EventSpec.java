package io.penstock.features.engine;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * A view over events as the scan computes it. {@code order} are the slots that settle ties after event and created time;
 * {@code delay} is 1 microsecond where an event is visible only after its instant, else 0. {@code refresh}, in microseconds,
 * is 0 unless features are asked for at its multiples alone.
 */
record EventSpec(
        String view, List<FeatureSpec> features, List<Slot> order, Corrections corrections, long delay, long refresh)
        implements Serializable {

    /** How rows of a keyed source replace one another. */
    sealed interface Corrections extends Serializable {
        /** The same with columns at their places in an exchange. */
        Corrections at(IntUnaryOperator ordinals);

        String describe();

        /** Every row counts. */
        record None() implements Corrections {
            @Override
            public Corrections at(IntUnaryOperator ordinals) {
                return this;
            }

            @Override
            public String describe() {
                return "every row counts";
            }
        }

        /** All rows of a source key come to one state: the newest is found while scanning. */
        record ByKey(int keyOrdinal, int keyFields, int revisionOrdinal) implements Corrections {
            @Override
            public Corrections at(IntUnaryOperator ordinals) {
                return new ByKey(ordinals.applyAsInt(keyOrdinal), keyFields, ordinals.applyAsInt(revisionOrdinal));
            }

            @Override
            public String describe() {
                return "the newest row of each source key counts";
            }
        }

        /** Each row carries the time at which a newer one, perhaps of another entity, replaced it. */
        record ByEnd(int endOrdinal) implements Corrections {
            @Override
            public Corrections at(IntUnaryOperator ordinals) {
                return new ByEnd(ordinals.applyAsInt(endOrdinal));
            }

            @Override
            public String describe() {
                return "the newest row of each source key counts (an exchange by the source's key finds it)";
            }
        }
    }

    /** The features that aggregate rows, those that a ratio is of among them. */
    Stream<FeatureSpec> aggregated() {
        return features.stream().flatMap(FeatureSpec::aggregated);
    }

    long longestWindow() {
        return FeatureSpec.longestWindow(features);
    }

    boolean isAppendOnly() {
        return corrections instanceof Corrections.None;
    }

    /** The rows that are enough for a feature without window; none where it has one, needs all rows, or rows are taken back. */
    Optional<Hold> hold(FeatureSpec feature) {
        return isAppendOnly() && feature.isForever() ? Hold.of(feature, new RowOrder(order)) : Optional.empty();
    }

    /** What a scan needs that begins in the middle of a key's history. */
    Carry carry() {
        if (corrections instanceof Corrections.ByKey) {
            return new Carry.ByCreated(longestWindow());
        }
        List<Hold> holds =
                aggregated().flatMap(f -> hold(f).stream()).distinct().toList();
        List<FeatureSpec> others = aggregated().filter(f -> hold(f).isEmpty()).toList();
        return new Carry.ByEvent(FeatureSpec.longestWindow(others), holds);
    }
}
