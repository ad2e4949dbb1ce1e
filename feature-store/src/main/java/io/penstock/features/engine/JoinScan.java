package io.penstock.features.engine;

import io.penstock.base.UserError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;

/**
 * One pass over a sorted partition: events change the state of their key, queries read it.
 *
 * <p>A result is valid until the next one is asked for.
 */
final class JoinScan implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final JoinSpec spec;
    private final KeyStates<ViewState[]> states;
    private final InternalRow results;
    private final JoinedRow joined = new JoinedRow();
    private long bucket = -1;
    private boolean ready;

    JoinScan(JoinSpec spec, Iterator<InternalRow> rows) {
        this.rows = rows;
        this.spec = spec;
        this.results = new SpecificInternalRow(spec.results());
        this.states = new KeyStates<>(spec.keyFields(), this::create, JoinScan::clear);
    }

    private ViewState[] create() {
        return spec.views().stream().map(v -> v.create(spec.columns())).toArray(ViewState[]::new);
    }

    private static void clear(ViewState[] views) {
        for (ViewState view : views) {
            view.clear();
        }
    }

    @Override
    public boolean hasNext() {
        while (!ready && rows.hasNext()) {
            InternalRow row = rows.next();
            int tag = row.getInt(UnionRow.TAG);
            long packed = row.getLong(UnionRow.SORT);
            if (PackedTime.bucket(packed) != bucket) {
                bucket = PackedTime.bucket(packed);
                states.clear();
            }
            if (tag >= 0) {
                states.of(row)[tag].add(row, PackedTime.time(packed));
            } else {
                answer(row, tag);
                ready = true;
            }
        }
        return ready;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = false;
        return joined;
    }

    private void answer(InternalRow row, int tag) {
        joined.apply(row.getStruct(UnionRow.PAYLOAD, spec.payloadFields()), results);
        int views = spec.firstColumns().length;
        int firstState = spec.results().size() - views;
        if (tag == UnionRow.QUERY_WITHOUT_KEY) {
            writeEmpty(firstState);
            for (int i = 0; i < views; i++) {
                results.setByte(firstState + i, (byte) Found.NULL_KEY.ordinal());
            }
            return;
        }
        long moment = momentOf(row);
        ViewState[] state = states.of(row);
        for (int i = 0; i < views; i++) {
            Found found = state[i].write(results, spec.firstColumns()[i], moment);
            results.setByte(firstState + i, (byte) found.ordinal());
        }
    }

    private long momentOf(InternalRow row) {
        if (row.isNullAt(UnionRow.EVENT)) {
            throw new UserError("column " + spec.moment() + " is null in a row of the frame; each row needs a moment");
        }
        long moment = UnionRow.event(row);
        if (!PackedTime.holds(moment)) {
            throw new UserError("column " + spec.moment() + " is " + Instant.EPOCH.plus(moment, ChronoUnit.MICROS)
                    + " in a row of the frame; moments reach from " + PackedTime.range());
        }
        return moment;
    }

    private void writeEmpty(int columns) {
        for (int i = 0; i < columns; i++) {
            if (spec.zeroWhenEmpty()[i]) {
                results.setLong(i, 0);
            } else {
                results.setNullAt(i);
            }
        }
    }
}
