package io.penstock.features.online;

import io.penstock.base.Fault;
import io.penstock.base.Micros;
import io.penstock.features.OnlineRow;
import io.penstock.features.OnlineSchema;
import io.penstock.features.OnlineStore;
import io.penstock.features.OnlineTick;
import io.penstock.features.OnlineView;
import io.penstock.features.OnlineWritten;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What stores of packed rows have in common; each of them compares ages by itself. */
abstract class PackedStore implements OnlineStore {
    private final Map<String, Map<Long, RowCodec>> codecs = new HashMap<>();

    /** Keeps the text of a schema of a view. */
    abstract void keepSchema(String view, long id, String json);

    abstract Optional<String> schema(String view, long id);

    /**
     * Writes rows whose age is greater than that of what is there and not less than the view's floor.
     *
     * @param rows each key at most once
     */
    abstract OnlineWritten put(String view, List<Packed> rows);

    abstract Optional<byte[]> value(String view, String key);

    /** All rows of a view, read while they are consumed. */
    abstract Stream<Packed> packed(String view);

    /** Raises the view's floor, buries what lies below it, then names the view's newest tick, if that is a newer one. */
    abstract long complete(String view, byte[] age, byte[] tombstone, byte[] record);

    /** The last record that {@link #complete} was given: age, schema id, written. */
    abstract Optional<byte[]> record(String view);

    @Override
    public final void declare(OnlineSchema schema) {
        String json = SchemaJson.write(schema);
        keepSchema(schema.view(), RowCodec.id(json), json);
    }

    @Override
    public final OnlineWritten write(OnlineSchema schema, List<OnlineRow> rows) {
        RowCodec codec = new RowCodec(schema);
        OnlineWritten all = OnlineWritten.NONE;
        Map<String, Packed> some = new LinkedHashMap<>();
        for (OnlineRow row : rows) {
            Packed packed = codec.pack(row);
            if (some.containsKey(packed.key())) {
                all = all.and(put(schema.view(), List.copyOf(some.values())));
                some.clear();
            }
            some.put(packed.key(), packed);
        }
        return some.isEmpty() ? all : all.and(put(schema.view(), List.copyOf(some.values())));
    }

    @Override
    public final long complete(OnlineSchema schema, OnlineTick tick) {
        RowCodec codec = new RowCodec(schema);
        Instant now = Instant.now();
        byte[] age = Packed.age(tick);
        byte[] record = ByteBuffer.allocate(age.length + 16)
                .put(age)
                .putLong(codec.id())
                .putLong(Micros.of(now))
                .array();
        return complete(schema.view(), age, codec.tombstone(tick, now), record);
    }

    @Override
    public final Optional<OnlineView> view(String view) {
        return record(view).map(bytes -> {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            OnlineTick newest = Packed.at(in);
            return new OnlineView(codec(view, in.getLong()).schema(), newest, Micros.instant(in.getLong()));
        });
    }

    @Override
    public final Optional<OnlineRow> read(String view, Map<String, Object> keys) {
        Optional<OnlineView> known = view(view);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String key = new KeyText(known.get().schema()).of(keys);
        return value(view, key).map(bytes -> unpack(view, new Packed(key, bytes)));
    }

    @Override
    public final Stream<OnlineRow> rows(String view) {
        return packed(view).map(row -> unpack(view, row));
    }

    private OnlineRow unpack(String view, Packed packed) {
        return RowCodec.unpack(view, packed, id -> codec(view, id));
    }

    private RowCodec codec(String view, long id) {
        return codecs.computeIfAbsent(view, name -> new HashMap<>())
                .computeIfAbsent(
                        id,
                        wanted -> new RowCodec(schema(view, wanted)
                                .map(SchemaJson::read)
                                .orElseThrow(() -> new Fault("the online store holds values of " + view
                                        + " whose schema " + Long.toHexString(wanted) + " it does not know"))));
    }
}
