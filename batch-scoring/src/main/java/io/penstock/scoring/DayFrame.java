package io.penstock.scoring;

import static org.apache.spark.sql.functions.col;

import io.penstock.base.DateRange;
import io.penstock.features.Catalog;
import io.penstock.features.Inputs;
import io.penstock.features.KeySample;
import io.penstock.features.MissingInput;
import io.penstock.features.ModelFrame;
import io.penstock.features.SourceRead;
import io.penstock.features.ViewRead;
import io.penstock.lake.Lake;
import io.penstock.training.ModelSpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a model is fed on whole days: the spine rows whose moment lies in a UTC day, with the features of that moment. */
final class DayFrame {
    private final Inputs inputs;
    private final ModelFrame frame;
    private final Duration lead;

    DayFrame(Lake lake, Catalog catalog, Inputs inputs, ModelSpec spec) {
        this.inputs = inputs;
        this.frame = new ModelFrame(lake, catalog, spec.data());
        this.lead = spec.data().spine().lead();
    }

    /** The columns that name a row. */
    List<String> key() {
        return frame.key();
    }

    SourceRead spine(DateRange days) {
        return frame.spineRead(inputs, days.start().plus(lead), days.end().plus(lead));
    }

    List<ViewRead> views(DateRange days) {
        return frame.viewReads(inputs, days.start(), days.end());
    }

    /** What is not there of the rows and features of these days. */
    List<MissingInput> missing(DateRange days) {
        List<MissingInput> all = new ArrayList<>(spine(days).missing());
        views(days).forEach(view -> all.addAll(view.missing()));
        return all.stream().distinct().toList();
    }

    /** The rows of the days, in order and all between the first and the last of them planned as one. */
    Dataset<Row> rows(List<LocalDate> days) {
        DateRange span = new DateRange(days.get(0), days.get(days.size() - 1));
        Dataset<Row> spine =
                spineRows(span).where(col(ModelFrame.MOMENT).cast("date").isin(days.toArray()));
        return frame.attach(inputs, spine, views(span));
    }

    /** The rows of a day whose key is in a sample. */
    Dataset<Row> rows(DateRange day, KeySample sample) {
        Dataset<Row> spine = spineRows(day);
        return frame.attach(inputs, spine.where(sample.holds(spine.schema(), key())), views(day));
    }

    private Dataset<Row> spineRows(DateRange days) {
        return frame.spine(
                inputs.rows(spine(days)), days.start().plus(lead), days.end().plus(lead));
    }
}
