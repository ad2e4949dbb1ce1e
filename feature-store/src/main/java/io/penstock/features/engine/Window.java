package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** How far one window of a log has moved: rows before {@link #head} have left it. */
final class Window {
    /** The length of a window that nothing leaves. */
    static final long FOREVER = Long.MAX_VALUE;

    private final long length;
    private final List<Content> contents = new ArrayList<>();
    private int head;

    Window(long length) {
        this.length = length;
        clear();
    }

    /** The oldest row that it holds; negative if it holds all that ever came. */
    int head() {
        return head;
    }

    boolean isForever() {
        return length == FOREVER;
    }

    /** Keeps a content up to date from now on. */
    <C extends Content> C keep(C content) {
        contents.add(content);
        return content;
    }

    boolean keepsContents() {
        return !contents.isEmpty();
    }

    /** Lets go of the rows whose event + length is at or before {@code moment}. */
    void moveTo(long moment, long[] events, int size) {
        if (isForever()) {
            return;
        }
        while (head < size && events[head] + length <= moment) {
            left(head);
            head++;
        }
    }

    /** The moment at which the next row leaves; far away if none does. */
    long nextExpiry(long[] events, int size) {
        return isForever() || head == size ? Long.MAX_VALUE : events[head] + length;
    }

    void inserted(int at) {
        if (at < head) {
            head++;
        }
    }

    void removed(int at) {
        if (at < head) {
            head--;
        }
    }

    /** Tells the contents of a row that the log has taken in, after {@link #inserted}. */
    void entered(int at) {
        if (at >= head) {
            for (int i = 0; i < contents.size(); i++) {
                contents.get(i).enter(at);
            }
        }
    }

    /** Tells the contents of a row that the log is about to give up, before {@link #removed}. */
    void left(int at) {
        if (at >= head) {
            for (int i = 0; i < contents.size(); i++) {
                contents.get(i).leave(at);
            }
        }
    }

    void dropped(int count) {
        if (!isForever()) {
            head -= count;
        }
    }

    /** Of the log's rows only these stay. */
    void retained(BitSet rows) {
        if (!isForever()) {
            head = rows.get(0, head).cardinality();
        }
    }

    void clear() {
        head = isForever() ? -1 : 0;
        contents.forEach(Content::clear);
    }
}
