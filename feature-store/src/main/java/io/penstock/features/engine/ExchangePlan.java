package io.penstock.features.engine;

import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** All views that are asked for by the same key columns of a frame: one union, one exchange, one sort, one scan. */
final class ExchangePlan {
    private final List<String> frameKeys;
    private final List<InputPlan> inputs;
    private final List<List<String>> inputKeys;
    private final SharedSlots slots;
    private SkewChoice skew;

    /** {@code inputKeys} are each view's own key columns, in the order of {@code frameKeys}. */
    ExchangePlan(List<String> frameKeys, List<InputPlan> inputs, List<List<String>> inputKeys) {
        this.frameKeys = List.copyOf(frameKeys);
        this.inputs = List.copyOf(inputs);
        this.inputKeys = List.copyOf(inputKeys);
        this.slots = new SharedSlots(inputs.stream().map(InputPlan::slots).toList());
    }

    List<String> frameKeys() {
        return frameKeys;
    }

    /**
     * The frame with the features and states of these views added; runs the exchange. {@code counted} is the frame as it was
     * before any exchange: it has the same keys and moments.
     */
    Dataset<Row> run(Dataset<Row> frame, Dataset<Row> counted, String moment) {
        Optional<Placement> placement = skew(counted, moment).placement();
        JoinSpec spec = spec(frame.schema(), moment, slots.columnCount() + (placement.isPresent() ? 1 : 0));
        JavaRDD<InternalRow> sorted = exchanged(union(frame, moment), placement)
                .sortWithinPartitions("sort")
                .queryExecution()
                .toRdd()
                .toJavaRDD();
        JavaRDD<InternalRow> joined = sorted.mapPartitions(rows -> new JoinScan(spec, rows));
        StructType schema = frame.schema();
        for (StructField field : spec.results().fields()) {
            schema = schema.add(field);
        }
        return frame.sparkSession().internalCreateDataFrame(joined.rdd(), schema, false);
    }

    /** Events and queries of each key together, unless a hot key is split. */
    private static Dataset<Row> exchanged(Dataset<Row> union, Optional<Placement> placement) {
        if (placement.isPresent()) {
            return placement.get().exchange(union);
        }
        Column spread =
                functions.when(functions.col("tag").equalTo(UnionRow.QUERY_WITHOUT_KEY), functions.col("event"));
        return union.repartition(partitions(union.sparkSession()), functions.col("key"), spread);
    }

    private Dataset<Row> union(Dataset<Row> frame, String moment) {
        List<DataType> keyTypes = keyTypes(frame);
        StructType payload = frame.schema();
        List<Dataset<Row>> parts = new ArrayList<>(List.of(queries(frame, moment, keyTypes)));
        for (int i = 0; i < inputs.size(); i++) {
            parts.add(events(i, keyTypes, payload));
        }
        return union(parts);
    }

    /** By halves: Spark analyses all of each union, so that one part after the other costs the square of their number. */
    private static Dataset<Row> union(List<Dataset<Row>> parts) {
        int half = parts.size() / 2;
        return half == 0 ? parts.get(0) : union(parts.subList(0, half)).union(union(parts.subList(half, parts.size())));
    }

    private SkewChoice skew(Dataset<Row> frame, String moment) {
        if (skew == null) {
            List<Dataset<Row>> read = new ArrayList<>(List.of(frame));
            inputs.forEach(input -> read.add(input.rows()));
            skew = Arrays.asList(frame.columns()).containsAll(frameKeys)
                    ? SkewPlan.choose(
                            read, () -> union(frame, moment), frameKeys.size(), carries(), UnaryOperator.identity())
                    : SkewChoice.whole("their columns are made by another exchange");
        }
        return skew;
    }

    private List<Carry> carries() {
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> inputs.get(i).carry(slots.ordinals(i)))
                .toList();
    }

    static int partitions(SparkSession session) {
        return Integer.parseInt(session.conf().get("spark.sql.shuffle.partitions"));
    }

    private Dataset<Row> queries(Dataset<Row> frame, String moment, List<DataType> keyTypes) {
        Column key = key(frameKeys, keyTypes);
        Column micros = Columns.micros(moment);
        Column anyNull = frameKeys.stream()
                .map(name -> ColumnNames.column(name).isNull())
                .reduce(Column::or)
                .orElseThrow();
        List<Column> columns = new ArrayList<>(List.of(
                PackedTime.ofQuery(functions.xxhash64(key), micros).as("sort"),
                functions
                        .when(anyNull, functions.lit(UnionRow.QUERY_WITHOUT_KEY))
                        .otherwise(functions.lit(UnionRow.QUERY))
                        .as("tag"),
                key.as("key"),
                micros.as("event"),
                functions.lit(0L).as("created"),
                functions
                        .struct(ColumnNames.columns(Arrays.asList(frame.columns())))
                        .as("payload")));
        columns.addAll(slots.nulls());
        return frame.select(columns.toArray(Column[]::new));
    }

    private Dataset<Row> events(int input, List<DataType> keyTypes, StructType payload) {
        InputPlan plan = inputs.get(input);
        Column key = key(inputKeys.get(input), keyTypes);
        List<Column> columns =
                new ArrayList<>(eventColumns(plan, key, functions.lit(null).cast(payload), input));
        columns.addAll(slots.columns(input));
        return plan.rows().select(columns.toArray(Column[]::new));
    }

    static List<Column> eventColumns(InputPlan plan, Column key, Column payload, int tag) {
        return List.of(
                PackedTime.ofEvent(functions.xxhash64(key), plan.visibleFrom()).as("sort"),
                functions.lit(tag).as("tag"),
                key.as("key"),
                plan.event().as("event"),
                plan.created().as("created"),
                payload.as("payload"));
    }

    static Column key(List<String> columns, List<DataType> types) {
        Column[] fields = new Column[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = ColumnNames.column(columns.get(i)).cast(types.get(i)).as("k" + i);
        }
        return functions.struct(fields);
    }

    private JoinSpec spec(StructType frame, String moment, int columns) {
        List<StructField> results = new ArrayList<>();
        List<StructField> states = new ArrayList<>();
        List<Boolean> zero = new ArrayList<>();
        List<StateFactory> factories = new ArrayList<>();
        int[] firstColumns = new int[inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            InputPlan plan = inputs.get(i);
            firstColumns[i] = results.size();
            for (StructField feature : plan.features()) {
                results.add(DataTypes.createStructField(plan.view() + "__" + feature.name(), feature.dataType(), true));
            }
            for (boolean isZero : plan.zeroWhenEmpty()) {
                zero.add(isZero);
            }
            factories.add(plan.states(slots.ordinals(i)));
            states.add(DataTypes.createStructField("__state__" + plan.view(), DataTypes.ByteType, false));
        }
        results.addAll(states);
        boolean[] zeroWhenEmpty = new boolean[zero.size()];
        for (int i = 0; i < zeroWhenEmpty.length; i++) {
            zeroWhenEmpty[i] = zero.get(i);
        }
        return new JoinSpec(
                moment,
                frameKeys.size(),
                frame.size(),
                columns,
                factories,
                firstColumns,
                zeroWhenEmpty,
                DataTypes.createStructType(results));
    }

    private List<DataType> keyTypes(Dataset<Row> frame) {
        List<DataType> types = new ArrayList<>();
        for (int i = 0; i < frameKeys.size(); i++) {
            KeyType type = KeyType.ofFrame(frame, frameKeys.get(i));
            for (int j = 0; j < inputs.size(); j++) {
                type = type.with(inputs.get(j), inputKeys.get(j).get(i));
            }
            types.add(type.type());
        }
        return types;
    }

    List<String> describe(Dataset<Row> frame, String moment) {
        List<String> lines = new ArrayList<>();
        lines.add("exchange by (" + String.join(", ", frameKeys) + "), sorted by key and time, scanned once");
        inputs.forEach(input -> input.describe().forEach(line -> lines.add("  " + line)));
        lines.add("  slots " + slots.describe());
        lines.add("  " + skew(frame, moment).reason());
        return lines;
    }
}
