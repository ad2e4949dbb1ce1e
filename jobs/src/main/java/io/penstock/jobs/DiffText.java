package io.penstock.jobs;

import io.penstock.base.Json;
import io.penstock.base.Plural;
import io.penstock.jobs.diff.TableDiff;
import io.penstock.jobs.diff.TableDiff.Difference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A difference of two versions as it is printed. */
record DiffText(TableDiff diff) implements Printed {

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s to %s: %,d added, %,d removed, %,d changed; %,d %s read, %,d equal by their hashes%n",
                diff.before(),
                diff.after(),
                diff.added(),
                diff.removed(),
                diff.changed(),
                diff.slices().size(),
                Plural.of(diff.slices().size(), "slice"),
                diff.equalSlices()));
        diff.schema().forEach(change -> text.append("schema: ").append(change).append('\n'));
        if (!diff.slices().isEmpty()) {
            text.append(diff.key().isEmpty() ? "rows have no known key and are compared whole\n" : "");
            text.append('\n').append(slices().text());
        }
        if (!diff.columns().isEmpty()) {
            text.append('\n').append(columns().text());
        }
        if (!diff.rows().isEmpty()) {
            text.append('\n').append(rows().text());
        }
        return text.toString();
    }

    @Override
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", diff.before().table());
        fields.put("before", diff.before().version());
        fields.put("after", diff.after().version());
        fields.put("key", diff.key());
        fields.put("schema_changes", diff.schema());
        fields.put("added", diff.added());
        fields.put("removed", diff.removed());
        fields.put("changed", diff.changed());
        fields.put("slices_equal", diff.equalSlices());
        fields.put("slices", slices().objects());
        fields.put("columns", columns().objects());
        fields.put("rows", rows().objects());
        return Json.pretty(fields);
    }

    private Listing slices() {
        return new Listing(
                List.of("slice", "added", "removed", "changed"),
                diff.slices().stream()
                        .map(slice -> List.<Object>of(slice.name(), slice.added(), slice.removed(), slice.changed()))
                        .toList(),
                "");
    }

    private Listing columns() {
        return new Listing(
                List.of("column", "rows", "greatest_change"),
                diff.columns().stream()
                        .map(column -> Arrays.<Object>asList(
                                column.column(),
                                column.rows(),
                                column.greatest().orElse(null)))
                        .toList(),
                "");
    }

    private Listing rows() {
        List<String> columns = new ArrayList<>(List.of("what", "slice"));
        columns.addAll(diff.key().isEmpty() ? List.of("row") : diff.key());
        columns.addAll(List.of("column", "before", "after", "change"));
        return new Listing(columns, diff.rows().stream().map(this::row).toList(), "");
    }

    private List<Object> row(Difference row) {
        List<Object> cells = new ArrayList<>(List.of(row.what(), row.slice()));
        List<String> key = row.key().stream().map(text -> text.orElse(null)).toList();
        if (diff.key().isEmpty()) {
            cells.add(key.toString());
        } else {
            cells.addAll(key);
        }
        cells.addAll(texts(row.column(), row.before(), row.after()));
        cells.add(row.difference().orElse(null));
        return cells;
    }

    @SafeVarargs
    private static List<String> texts(Optional<String>... texts) {
        return Arrays.stream(texts).map(text -> text.orElse(null)).toList();
    }
}
