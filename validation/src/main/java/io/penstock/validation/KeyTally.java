package io.penstock.validation;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Proves where it can that no two rows of a slice share a key: by hashes of keys, all unlike. Equal keys have equal hashes, so
 * what it proves is exact; what it cannot prove may still be so.
 *
 * <p>A row with a null in its key is not compared. Hashes that find no room when a part is sealed are dropped: the part's rows
 * were compared with each other then, but cannot be with those of another part.
 */
final class KeyTally implements Tally {
    private static final long serialVersionUID = 1L;
    private static final long[] NONE = {};

    private final int[] key;
    private final int scope;
    private final RowHash hash;
    private long compared;
    private long withNull;
    private long threw;
    private boolean distinct = true;
    private long[] hashes = NONE;
    private int held;

    /** Keys by their places, and scope as in {@link TableMeasure#scope}. */
    KeyTally(int[] key, int scope, RowHash hash) {
        this.key = key;
        this.scope = scope;
        this.hash = hash;
    }

    long compared() {
        return compared;
    }

    long withNull() {
        return withNull;
    }

    long threw() {
        return threw;
    }

    /** Whether no two compared rows share their key for sure. */
    boolean distinct() {
        return distinct;
    }

    @Override
    public Tally fresh() {
        return new KeyTally(key, scope, hash);
    }

    @Override
    public void add(InternalRow row) {
        int here = row.getInt(scope);
        if (here < 0) {
            threw++;
        } else if (here > 0 && hasNull(row)) {
            withNull++;
        } else if (here > 0) {
            compared++;
            if (held == hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.max(64, held + (held >> 1)));
            }
            hashes[held++] = hash.of(row);
        }
    }

    private boolean hasNull(InternalRow row) {
        for (int at : key) {
            if (row.isNullAt(at)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int seal(int room) {
        Arrays.sort(hashes, 0, held);
        for (int i = 1; i < held; i++) {
            distinct &= hashes[i] != hashes[i - 1];
        }
        keep(distinct && held <= room ? Arrays.copyOf(hashes, held) : NONE);
        return held;
    }

    private void keep(long[] sorted) {
        hashes = sorted;
        held = sorted.length;
    }

    @Override
    public void merge(Tally other) {
        KeyTally that = (KeyTally) other;
        if (compared == 0 || that.compared == 0) {
            distinct &= that.distinct;
            keep(compared == 0 ? that.hashes : hashes);
        } else {
            boolean comparable = distinct && that.distinct && held == compared && that.held == that.compared;
            long[] both = comparable ? union(hashes, that.hashes) : NONE;
            distinct = both.length > 0;
            keep(both);
        }
        compared += that.compared;
        withNull += that.withNull;
        threw += that.threw;
    }

    /** Two sorted arrays as one; empty where a value is in both. */
    private static long[] union(long[] a, long[] b) {
        long[] union = new long[a.length + b.length];
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                return NONE;
            }
            union[i + j] = a[i] < b[j] ? a[i++] : b[j++];
        }
        System.arraycopy(a, i, union, i + j, a.length - i);
        System.arraycopy(b, j, union, i + j, b.length - j);
        return union;
    }
}
