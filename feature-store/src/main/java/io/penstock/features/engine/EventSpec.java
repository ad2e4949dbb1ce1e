package io.penstock.features.engine;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntUnaryOperator;

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

    long longestWindow() {
        return FeatureSpec.longestWindow(features);
    }

    boolean isAppendOnly() {
        return corrections instanceof Corrections.None;
    }
}
