package io.penstock.features.engine;

import java.util.ArrayDeque;
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
    private final Map<UnsafeRow, S> states = new HashMap<>();
    private final ArrayDeque<S> free = new ArrayDeque<>();
    private UnsafeRow lastKey;
    private S last;

    KeyStates(int keyFields, Supplier<S> create, Consumer<S> clear) {
        this.keyFields = keyFields;
        this.create = create;
        this.clear = clear;
    }

    /** The state of a row's key; new if it is the first row of the key. */
    S of(InternalRow row) {
        UnsafeRow key = (UnsafeRow) row.getStruct(UnionRow.KEY, keyFields);
        if (lastKey != null && key.equals(lastKey)) {
            return last;
        }
        S state = states.get(key);
        if (state == null) {
            state = free.isEmpty() ? create.get() : free.pop();
            key = key.copy();
            states.put(key, state);
            lastKey = key;
        } else {
            lastKey = key.copy();
        }
        last = state;
        return state;
    }

    /** All keys of the bucket. */
    Map<UnsafeRow, S> all() {
        return states;
    }

    /** Forgets all keys; the next bucket begins. */
    void clear() {
        for (S state : states.values()) {
            clear.accept(state);
            free.push(state);
        }
        states.clear();
        lastKey = null;
        last = null;
    }
}
