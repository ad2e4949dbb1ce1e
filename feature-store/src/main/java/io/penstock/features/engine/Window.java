package io.penstock.features.engine;

/** How far one window of a log has moved: rows before {@link #head} have left it. */
final class Window {
    /** The length of a window that nothing leaves. */
    static final long FOREVER = Long.MAX_VALUE;

    private final long length;
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

    /** Lets go of the rows whose event + length is at or before {@code moment}. */
    void moveTo(long moment, long[] events, int size) {
        if (isForever()) {
            return;
        }
        while (head < size && events[head] + length <= moment) {
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

    void dropped(int count) {
        if (!isForever()) {
            head -= count;
        }
    }

    void clear() {
        head = isForever() ? -1 : 0;
    }
}
