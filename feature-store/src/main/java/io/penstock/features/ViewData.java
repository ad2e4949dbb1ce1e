package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the values of a view are taken from: the events of its source, or its own published ticks. */
public sealed interface ViewData {
    /** The rows. */
    Dataset<Row> rows();

    /**
     * Rows of a source's table. {@code order} are the columns that settle ties after event and created time (the
     * source's key or tiebreak). With a {@code sourceKey} only the newest known row of each key counts; empty means that
     * every row counts. A static source is visible at every moment.
     */
    record Events(Dataset<Row> rows, boolean isStatic, List<String> order, List<String> sourceKey) implements ViewData {
        public Events {
            requireNonNull(rows, "rows");
            order = List.copyOf(order);
            sourceKey = List.copyOf(sourceKey);
        }

        /** Rows of a source of the catalog. */
        static Events of(Catalog catalog, Source source, Dataset<Row> rows) {
            List<String> key =
                    source.mode() == Mode.KEYED ? catalog.feed(source).key() : List.of();
            List<String> order = source.tiebreak().isEmpty() ? key : source.tiebreak();
            return new Events(rows, source.isStatic(), order, key);
        }
    }

    /** Rows of a view's table, and the days whose ticks are published, with or without rows. */
    record Ticks(Dataset<Row> rows, List<LocalDate> days) implements ViewData {
        public Ticks {
            requireNonNull(rows, "rows");
            days = List.copyOf(days);
        }
    }
}
