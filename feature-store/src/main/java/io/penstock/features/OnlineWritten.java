package io.penstock.features;

import java.io.Serializable;

/** What became of rows that were put online: {@code kept} stand as they were, for what is there is as new or newer. */
public record OnlineWritten(long written, long kept) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing written, nothing kept. */
    public static final OnlineWritten NONE = new OnlineWritten(0, 0);

    /** Both together. */
    public OnlineWritten and(OnlineWritten other) {
        return new OnlineWritten(written + other.written, kept + other.kept);
    }
}
