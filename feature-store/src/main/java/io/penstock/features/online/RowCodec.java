package io.penstock.features.online;

import io.penstock.base.ColumnType;
import io.penstock.base.Digest;
import io.penstock.base.Micros;
import io.penstock.base.UserError;
import io.penstock.features.OnlineRow;
import io.penstock.features.OnlineSchema;
import io.penstock.features.OnlineStore;
import io.penstock.features.OnlineTick;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Packs and unpacks the rows of one schema. */
final class RowCodec {
    private final OnlineSchema schema;
    private final KeyText keys;
    private final List<String> features;
    private final ValueType[] types;
    private final long id;
    private final Bytes out = new Bytes();

    RowCodec(OnlineSchema schema) {
        this.schema = schema;
        this.keys = new KeyText(schema);
        this.features = List.copyOf(schema.features().keySet());
        this.types = schema.features().values().stream().map(ValueType::of).toArray(ValueType[]::new);
        this.id = id(SchemaJson.write(schema));
    }

    /** The id that values carry of the schema with this text. */
    static long id(String json) {
        return Long.parseUnsignedLong(Digest.sha256(json).substring(0, 16), 16);
    }

    long id() {
        return id;
    }

    OnlineSchema schema() {
        return schema;
    }

    KeyText keys() {
        return keys;
    }

    Packed pack(OnlineRow row) {
        Object[] values = row.isTombstone() ? null : new Object[types.length];
        for (int i = 0; values != null && i < values.length; i++) {
            Object value = row.values().get(features.get(i));
            ColumnType type = schema.features().get(features.get(i));
            values[i] = value == null ? null : ValueType.as(value, type, features.get(i));
        }
        String key = keys.of(row.keys());
        return new Packed(
                key,
                values == null
                        ? tombstone(row.at(), row.written())
                        : value(row.at(), row.written(), new Given(types, values)));
    }

    byte[] tombstone(OnlineTick at, Instant written) {
        head(at, Packed.TOMBSTONE, written);
        return out.copy();
    }

    /** The packed value. */
    byte[] value(OnlineTick at, Instant written, Values values) {
        head(at, Packed.VALUES, written);
        int nulls = out.zeros((types.length + 7) / 8);
        for (int i = 0; i < types.length; i++) {
            if (values.isNull(i)) {
                out.mark(nulls, i);
            } else {
                values.pack(i, out);
            }
        }
        return out.copy();
    }

    /** The values of a row's features, by their place in the view. */
    interface Values {
        boolean isNull(int feature);

        void pack(int feature, Bytes out);
    }

    private record Given(ValueType[] types, Object[] values) implements Values {
        @Override
        public boolean isNull(int feature) {
            return values[feature] == null;
        }

        @Override
        public void pack(int feature, Bytes out) {
            types[feature].pack(values[feature], out);
        }
    }

    private void head(OnlineTick at, byte kind, Instant written) {
        out.clear();
        out.put((byte) OnlineStore.SCHEMA_VERSION);
        out.put(Micros.of(at.tick()) ^ Long.MIN_VALUE);
        out.put(at.tableVersion());
        out.put(kind);
        out.put(Micros.of(written));
        out.put(id);
    }

    /** The row of a packed value, whatever schema it was packed by. */
    static OnlineRow unpack(String view, Packed packed, LongFunction<RowCodec> codecs) {
        ByteBuffer in = ByteBuffer.wrap(packed.value());
        try {
            checkVersion(view, packed.key(), in.get());
            OnlineTick at = Packed.at(in);
            byte kind = in.get();
            Instant written = Micros.instant(in.getLong());
            RowCodec codec = codecs.apply(in.getLong());
            return new OnlineRow(
                    view,
                    codec.keys.values(packed.key()),
                    at.tick(),
                    at.tableVersion(),
                    codec.schema.definitionHash(),
                    written,
                    kind == Packed.TOMBSTONE ? Map.of() : codec.values(in));
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new UserError("the value of " + view + " for key " + packed.key() + " is damaged: it ends after "
                    + packed.value().length + " bytes; delete it and run `penstock materialize` for a newer tick");
        }
    }

    private Map<String, Object> values(ByteBuffer in) {
        byte[] nulls = new byte[(types.length + 7) / 8];
        in.get(nulls);
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < types.length; i++) {
            boolean isNull = (nulls[i / 8] >> (i % 8) & 1) == 1;
            values.put(features.get(i), isNull ? null : types[i].unpack(in));
        }
        return values;
    }

    static void checkVersion(String view, String key, byte version) {
        if (version != OnlineStore.SCHEMA_VERSION) {
            throw otherVersion("the value of " + view + " for key " + key, version);
        }
    }

    static UserError otherVersion(String what, int version) {
        return new UserError(what + " has schema version " + version + ", and this Penstock reads and writes version "
                + OnlineStore.SCHEMA_VERSION + ": use the Penstock that wrote it, or give materialize an empty store");
    }
}
