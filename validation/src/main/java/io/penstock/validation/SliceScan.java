package io.penstock.validation;

import io.penstock.base.Fault;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * One pass over rows, without a shuffle, that fills the tallies of every slice.
 *
 * <p>Tallies see only inputs, by their place; columns that are no input are never read. What tallies keep of single rows is
 * bounded, for each part and for all of them.
 */
final class SliceScan {
    private static final int ROOM_OF_A_PART = 1 << 19;
    private static final int ROOM_OF_ALL = 1 << 23;

    private final int room;
    private final List<Column> inputs = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();

    SliceScan() {
        this(ROOM_OF_A_PART);
    }

    /** Of parts that may keep so many values of rows; see {@link Tally#seal}. */
    SliceScan(int room) {
        this.room = room;
    }

    /** Finds a tally among those of a slice. */
    record Key<T extends Tally>(int at) {
        @SuppressWarnings("unchecked")
        T in(Tally[] slice) {
            return (T) slice[at];
        }
    }

    /** Adds a value of each row, once; its place in the rows that tallies see. */
    int input(Column value) {
        if (!inputs.contains(value)) {
            inputs.add(value);
        }
        return inputs.indexOf(value);
    }

    <T extends Tally> Key<T> tally(T tally) {
        tallies.add(tally);
        return new Key<>(tallies.size() - 1);
    }

    /** The tallies of each expected slice, also of those without rows; a row of another slice is a fault. */
    Map<String, Tally[]> run(String table, Dataset<Row> rows, Optional<String> sliceColumn, List<String> expected) {
        List<Column> projection = new ArrayList<>();
        inputs.forEach(input -> projection.add(input.as("v" + projection.size())));
        Tally[] fresh = tallies.toArray(Tally[]::new);
        SliceNames names = SliceNames.addTo(projection, rows, sliceColumn);
        JavaRDD<InternalRow> values = rows.select(projection.toArray(Column[]::new))
                .queryExecution()
                .toRdd()
                .toJavaRDD();
        int count = values.getNumPartitions();
        int each = Math.min(room, ROOM_OF_ALL / Math.max(1, count));
        JavaRDD<Part> parts = values.mapPartitions(part ->
                List.of(new Part(fresh).read(part, names.again()).seal(each)).iterator());
        Map<String, Tally[]> slices = count == 0 ? new HashMap<>() : parts.reduce(Part::merge).slices;
        refuseStrangers(table, slices.keySet(), expected);
        expected.forEach(slice -> slices.computeIfAbsent(slice, none -> start(fresh)));
        return slices;
    }

    private static void refuseStrangers(String table, Collection<String> found, List<String> expected) {
        List<String> strangers = found.stream()
                .filter(slice -> slice == null || !expected.contains(slice))
                .map(String::valueOf)
                .sorted()
                .toList();
        if (!strangers.isEmpty()) {
            throw new Fault("rows of slice " + String.join(", ", strangers) + " were not expected in " + table
                    + "; expected are " + expected);
        }
    }

    private static Tally[] start(Tally[] fresh) {
        Tally[] started = new Tally[fresh.length];
        for (int i = 0; i < fresh.length; i++) {
            started[i] = fresh[i].fresh();
        }
        return started;
    }

    /** The slices of a part of the rows; the slice of a row without one is null. */
    private static final class Part implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Map<String, Tally[]> slices = new HashMap<>();
        private final Tally[] fresh;

        Part(Tally[] fresh) {
            this.fresh = fresh;
        }

        Part read(Iterator<InternalRow> rows, SliceNames names) {
            Tally[] slice = null;
            while (rows.hasNext()) {
                InternalRow row = rows.next();
                if (names.turnsAt(row)) {
                    slice = slices.computeIfAbsent(names.name(), none -> start(fresh));
                }
                for (Tally tally : slice) {
                    tally.add(row);
                }
            }
            return this;
        }

        Part seal(int room) {
            int left = room;
            for (Tally[] slice : slices.values()) {
                for (Tally tally : slice) {
                    left -= tally.seal(left);
                }
            }
            return this;
        }

        Part merge(Part other) {
            other.slices.forEach((name, tallies) -> {
                Tally[] mine = slices.putIfAbsent(name, tallies);
                for (int i = 0; mine != null && i < mine.length; i++) {
                    mine[i].merge(tallies[i]);
                }
            });
            return this;
        }
    }
}
