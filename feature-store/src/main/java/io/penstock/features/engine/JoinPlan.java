package io.penstock.features.engine;

import io.penstock.base.UserError;
import io.penstock.features.ViewData;
import io.penstock.features.ViewInput;
import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** How features are added to a frame: one exchange for each distinct list of key columns, one after the other. */
public final class JoinPlan {
    private final Dataset<Row> frame;
    private final String moment;
    private final List<ViewInput> views;
    private final List<ExchangePlan> exchanges = new ArrayList<>();

    private JoinPlan(Dataset<Row> frame, String moment, List<ViewInput> views) {
        this.frame = frame;
        this.moment = moment;
        this.views = List.copyOf(views);
        if (!Columns.typeOf(frame, moment, "the frame").equals(DataTypes.TimestampType)) {
            throw new UserError("the frame: column " + moment + " is "
                    + frame.schema().apply(moment).dataType().sql().toLowerCase(Locale.ROOT)
                    + "; a moment must be a timestamp");
        }
        requireDistinctNames();
        Map<List<String>, List<KeyedInput>> byKeys = new LinkedHashMap<>();
        for (ViewInput view : views) {
            KeyedInput input = KeyedInput.of(view);
            byKeys.computeIfAbsent(input.frameKeys(), k -> new ArrayList<>()).add(input);
        }
        byKeys.forEach((keys, inputs) -> exchanges.add(new ExchangePlan(
                keys,
                inputs.stream().map(KeyedInput::plan).toList(),
                inputs.stream().map(KeyedInput::ownKeys).toList())));
    }

    public static JoinPlan of(Dataset<Row> frame, String moment, List<ViewInput> views) {
        return new JoinPlan(frame, moment, views);
    }

    /** A view's plan and its key columns in the order in which the frame's are sorted, so that equal lists are found equal. */
    private record KeyedInput(List<String> frameKeys, List<String> ownKeys, InputPlan plan) {
        static KeyedInput of(ViewInput input) {
            List<Map.Entry<String, String>> keys = input.keys().entrySet().stream()
                    .sorted(Map.Entry.<String, String>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .toList();
            List<String> own = keys.stream().map(Map.Entry::getKey).toList();
            return new KeyedInput(keys.stream().map(Map.Entry::getValue).toList(), own, plan(input, own));
        }

        private static InputPlan plan(ViewInput input, List<String> own) {
            if (input.data() instanceof ViewData.Events events) {
                return EventPlan.of(input.view(), input.features(), own, events);
            }
            return LookupPlan.of(input.view(), input.features(), own, (ViewData.Ticks) input.data());
        }
    }

    private void requireDistinctNames() {
        Set<String> names = new HashSet<>();
        List<String> all = new ArrayList<>(Arrays.asList(frame.columns()));
        all.addAll(addedColumns());
        for (String name : all) {
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new UserError("column " + name
                        + " would stand twice in the result; rename it in the frame, or ask for" + " the view once");
            }
        }
    }

    private List<String> addedColumns() {
        List<String> names = new ArrayList<>();
        views.forEach(v -> v.features().forEach(f -> names.add(v.view().name() + "__" + f)));
        views.forEach(v -> names.add("__state__" + v.view().name()));
        return names;
    }

    /** The number of exchanges by an entity's key. */
    public int exchanges() {
        return exchanges.size();
    }

    /** Runs the exchanges; the last scan runs when the result is read. */
    public Dataset<Row> run() {
        Dataset<Row> result = frame;
        for (ExchangePlan exchange : exchanges) {
            result = exchange.run(result, frame, moment);
        }
        List<String> columns = new ArrayList<>(Arrays.asList(frame.columns()));
        columns.addAll(addedColumns());
        return result.select(ColumnNames.columns(columns));
    }

    /** Exchanges, views, windows and slots, for people. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add("point-in-time join at " + moment + ": " + exchanges.size() + " exchange"
                + (exchanges.size() == 1 ? "" : "s") + ", " + views.size() + " view" + (views.size() == 1 ? "" : "s"));
        exchanges.forEach(e -> e.describe(frame, moment).forEach(line -> lines.add("  " + line)));
        return String.join("\n", lines);
    }
}
