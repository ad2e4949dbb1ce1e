package io.penstock.jobs;

import io.penstock.base.Json;
import io.penstock.features.FeatureView;
import io.penstock.features.MissingInputs;
import io.penstock.features.SourceRead;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** The features of a view at an instant as they are printed, or what is missing for them. */
record PreviewText(FeatureView view, Instant at, SourceRead read, List<String> columns, List<Row> rows)
        implements Printed {

    @Override
    public String text() {
        if (isBlocked()) {
            return view.name() + " at " + at + " is blocked: input incomplete: " + MissingInputs.summary(read.missing())
                    + "\n";
        }
        return listing().text();
    }

    @Override
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("view", view.name());
        fields.put("at", at.toString());
        fields.put("source", version());
        fields.put("batches", read.batches());
        fields.put("missing", read.missing().stream().map(Object::toString).toList());
        fields.put("rows", listing().objects());
        return Json.pretty(fields);
    }

    @Override
    public Exit exit() {
        return isBlocked() ? Exit.BLOCKED : Exit.OK;
    }

    private boolean isBlocked() {
        return !read.missing().isEmpty();
    }

    private Listing listing() {
        List<List<Object>> cells = rows.stream().map(RowValues::of).toList();
        List<String> batches = read.batches();
        String span = batches.size() < 2
                ? String.join("", batches)
                : batches.get(0) + " to " + batches.get(batches.size() - 1);
        return new Listing(
                columns,
                cells,
                Cell.Whole.DATA,
                view.name() + " at " + at + ", from " + version() + ", batches " + span);
    }

    private String version() {
        return read.version().map(Object::toString).orElse(read.source().table());
    }
}
