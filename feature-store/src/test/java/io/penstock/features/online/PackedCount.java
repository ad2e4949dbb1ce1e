package io.penstock.features.online;

/** Reads, sorts and packs chunks for no store, and counts their pages. */
public final class PackedCount {

    private PackedCount() {}

    public static long of(OnlineChunks chunks) {
        return chunks.pages().count();
    }
}
