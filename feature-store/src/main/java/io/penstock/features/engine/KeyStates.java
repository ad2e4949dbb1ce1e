package io.penstock.features.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** The states of the keys of one bucket; states are used again for the keys of the next. */
final class KeyStates<S> {
    private final int keyFields;
    private final Supplier<S> create;
    private final Consumer<S> clear;
    private final Map<UnsafeRow, Keyed<S>> states = new HashMap<>();
    private final ArrayDeque<S> free = new ArrayDeque<>();
    private Keyed<S> last;

    /** A key and its state. */
    record Keyed<S>(UnsafeRow key, S state) {}

    KeyStates(int keyFields, Supplier<S> create, Consumer<S> clear) {
        this.keyFields = keyFields;
        this.create = create;
        this.clear = clear;
    }

    /** The state of a row's key; new if it is the first row of the key. */
    S of(InternalRow row) {
        UnsafeRow key = (UnsafeRow) row.getStruct(UnionRow.KEY, keyFields);
        if (last == null || !key.equals(last.key())) {
            last = states.get(key);
            if (last == null) {
                last = new Keyed<>(key.copy(), free.isEmpty() ? create.get() : free.pop());
                states.put(last.key(), last);
            }
        }
        return last.state();
    }

    /** All keys of the bucket. */
    Collection<Keyed<S>> all() {
        return states.values();
    }

    /** Forgets all keys; the next bucket begins. */
    void clear() {
        for (Keyed<S> each : states.values()) {
            clear.accept(each.state());
            free.push(each.state());
        }
        states.clear();
        last = null;
    }
}
