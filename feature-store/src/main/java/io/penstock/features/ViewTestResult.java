package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Ordered;
import java.util.List;
import java.util.Map;

/** What came of an example of a view: what it expected otherwise; nothing where all was as expected. */
public record ViewTestResult(String view, ViewTest test, List<Mismatch> mismatches) {
    public ViewTestResult {
        requireNonNull(view, "view");
        requireNonNull(test, "test");
        mismatches = List.copyOf(mismatches);
    }

    /**
     * A feature that is not what was expected.
     *
     * @param where the expected row's keys and {@code at}
     * @param expected as the example has it; may be null
     * @param found as the engine has it; may be null
     */
    public record Mismatch(Map<String, Object> where, String feature, Object expected, Object found) {
        public Mismatch {
            where = Ordered.copyWithNulls(where);
            requireNonNull(feature, "feature");
        }
    }

    public boolean isOk() {
        return mismatches.isEmpty();
    }
}
