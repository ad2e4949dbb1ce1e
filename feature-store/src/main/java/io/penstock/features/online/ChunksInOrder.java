package io.penstock.features.online;

import io.penstock.features.OnlineWritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Cuts rows, given in the order of their keys, into chunks of so many rows, and puts those that are wanted. */
final class ChunksInOrder {
    private final long size;
    private final TreeSet<Long> wanted;
    private final Function<List<Packed>, OnlineWritten> put;
    private final Consumer<Map<Long, OnlineWritten>> done;
    private final List<Packed> chunk = new ArrayList<>();
    private long number;

    ChunksInOrder(
            long size,
            List<Long> wanted,
            Function<List<Packed>, OnlineWritten> put,
            Consumer<Map<Long, OnlineWritten>> done) {
        this.size = size;
        this.wanted = new TreeSet<>(wanted);
        this.put = put;
        this.done = done;
    }

    /** Takes the rows that follow; gives how many chunks were begun so far. */
    long add(List<Packed> rows) {
        for (Packed row : rows) {
            chunk.add(row);
            if (chunk.size() == size) {
                putChunk();
            }
        }
        return number + 1;
    }

    /** No row follows: the chunks that are left hold none. */
    void end() {
        putChunk();
        Map<Long, OnlineWritten> empty = new TreeMap<>();
        wanted.forEach(left -> empty.put(left, OnlineWritten.NONE));
        done.accept(empty);
    }

    private void putChunk() {
        if (wanted.remove(number)) {
            done.accept(Map.of(number, put.apply(List.copyOf(chunk))));
        }
        chunk.clear();
        number++;
    }
}
