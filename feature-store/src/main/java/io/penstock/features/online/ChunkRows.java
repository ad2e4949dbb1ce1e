package io.penstock.features.online;

import io.penstock.features.OnlineSchema;
import io.penstock.features.OnlineTick;
import java.io.Serializable;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Packs, of rows sorted by key and the newest first, the first of each key. Columns: keys, features, tick. */
final class ChunkRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String schema;
    private final Instant tick;
    private final long tableVersion;
    private final Instant written;

    ChunkRows(String schema, OnlineTick at, Instant written) {
        this.schema = schema;
        this.tick = at.tick();
        this.tableVersion = at.tableVersion();
        this.written = written;
    }

    Iterator<Packed> newest(Iterator<InternalRow> rows) {
        OnlineSchema read = SchemaJson.read(schema);
        return new Newest(rows, read, new OnlineTick(tick, tableVersion), written);
    }

    private static final class Newest implements Iterator<Packed> {
        private final Iterator<InternalRow> rows;
        private final RowCodec codec;
        private final OnlineTick at;
        private final Instant written;
        private final InternalValues keys;
        private final InternalValues features;
        private String last = "";
        private Packed next;

        Newest(Iterator<InternalRow> rows, OnlineSchema schema, OnlineTick at, Instant written) {
            this.rows = rows;
            this.codec = new RowCodec(schema);
            this.at = at;
            this.written = written;
            this.keys = new InternalValues(schema.keys().values(), 0);
            this.features =
                    new InternalValues(schema.features().values(), schema.keys().size());
            this.next = find(true);
        }

        /** The first row of another key than the last. */
        private Packed find(boolean first) {
            while (rows.hasNext()) {
                InternalRow row = rows.next();
                String key = codec.keys().of(keys.of(row).values());
                if (first || !key.equals(last)) {
                    last = key;
                    return new Packed(key, codec.value(at, written, features.of(row)));
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Packed next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Packed found = next;
            next = find(false);
            return found;
        }
    }
}
