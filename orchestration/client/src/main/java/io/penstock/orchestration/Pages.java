package io.penstock.orchestration;

import java.util.ArrayList;
import java.util.List;

/** A list that the server gives in pages, of a size that is the server's choice: the last one is empty, or completes the total. */
final class Pages {

    /** Items from an offset on, and how many there are of them in all, if that is told. */
    record Page<T>(List<T> items, Integer total) {}

    /** Reads a page. */
    interface Reader<T> {
        Page<T> from(int offset);
    }

    static final int SIZE = 100;

    private Pages() {}

    static <T> List<T> all(Reader<T> reader) {
        List<T> all = new ArrayList<>();
        while (true) {
            Page<T> page = reader.from(all.size());
            all.addAll(page.items());
            if (page.items().isEmpty() || (page.total() != null && all.size() >= page.total())) {
                return all;
            }
        }
    }
}
