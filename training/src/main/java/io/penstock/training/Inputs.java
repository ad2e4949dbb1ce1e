package io.penstock.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;

import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import io.penstock.features.FeatureRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** Fits the {@link Encoding} of a model on the train split. */
final class Inputs {
    private Inputs() {}

    /** The fitted encoding of a model's inputs. */
    static Encoding fit(ModelSpec spec, TrainingData data) {
        StructType schema = data.rows().schema();
        List<String> names = names(spec, schema);
        List<String> ordinal = spec.encode().ordinal();
        for (String name : ordinal) {
            if (!names.contains(name)) {
                throw new UserError("model " + spec.name() + " encodes " + name + ", which is no input of it"
                        + Nearest.hint(name, names));
            }
        }
        List<List<String>> categories = categories(spec, data, ordinal);
        List<ModelInput> inputs = new ArrayList<>();
        for (String name : names) {
            DataType type = schema.apply(name).dataType();
            int at = ordinal.indexOf(name);
            refuseUnreadable(spec.name(), name, type, at >= 0);
            inputs.add(new ModelInput(
                    name,
                    type.catalogString(),
                    at < 0
                            ? Optional.empty()
                            : Optional.of(new ModelInput.Ordinal(
                                    categories.get(at), spec.encode().unseen()))));
        }
        return Encoding.of(inputs);
    }

    /** The spine's columns, features, derived columns, in this order, without the excluded ones. */
    static List<String> names(ModelSpec spec, StructType schema) {
        List<String> columns = Arrays.asList(schema.fieldNames());
        Set<String> names = new LinkedHashSet<>(spec.data().spine().columns());
        for (FeatureRef ref : spec.data().features()) {
            columns.stream().filter(column -> isOf(ref, column, spec)).forEach(names::add);
        }
        names.addAll(spec.data().derived().keySet());
        spec.exclude().forEach(names::remove);
        for (String name : names) {
            if (!columns.contains(name)) {
                throw new UserError("the training set of model " + spec.name() + " has no column " + name
                        + Nearest.hint(name, columns));
            }
        }
        return List.copyOf(names);
    }

    /** A view's name may be the beginning of another's, as {@code a__b} is of {@code a__b__c}: the longest one owns. */
    private static boolean isOf(FeatureRef ref, String column, ModelSpec spec) {
        if (ref.feature().isPresent()) {
            return column.equals(ref.view() + "__" + ref.feature().get());
        }
        return column.startsWith(ref.view() + "__")
                && spec.data().features().stream()
                        .noneMatch(other ->
                                other.view().length() > ref.view().length() && column.startsWith(other.view() + "__"));
    }

    private static List<List<String>> categories(ModelSpec spec, TrainingData data, List<String> ordinal) {
        if (ordinal.isEmpty()) {
            return List.of();
        }
        Column[] sets = ordinal.stream()
                .map(name -> collect_set(col(name).cast("string")))
                .toArray(Column[]::new);
        Row row = data.split(TrainingData.TRAIN)
                .agg(sets[0], Arrays.copyOfRange(sets, 1, sets.length))
                .head();
        List<List<String>> categories = new ArrayList<>();
        for (int i = 0; i < ordinal.size(); i++) {
            List<String> values = row.<String>getList(i).stream().sorted().toList();
            // Codes are floats: above 2^24 neighbours would fall together.
            if (values.size() > 1 << 24) {
                throw new UserError("column " + ordinal.get(i) + " of model " + spec.name() + " has " + values.size()
                        + " categories, more than a float can count; exclude it or derive a coarser one");
            }
            categories.add(values);
        }
        return categories;
    }

    private static void refuseUnreadable(String model, String name, DataType type, boolean encoded) {
        String text = "column " + name + " of model " + model + " is a " + type.catalogString();
        if (encoded) {
            boolean countable = type instanceof StringType
                    || type instanceof LongType
                    || type instanceof IntegerType
                    || type instanceof ShortType
                    || type instanceof ByteType;
            if (!countable) {
                throw new UserError(text + ", which cannot be encoded: encode.ordinal takes strings and integers");
            }
        } else if (type instanceof StringType) {
            throw new UserError(text + ", which trees cannot read: add it to encode.ordinal, or to exclude");
        } else if (type instanceof ArrayType) {
            throw new UserError("column " + name + " of model " + model
                    + " is a list, which trees cannot read: derive numbers from it (derived: {newest: \"" + name
                    + "[0]\"}) and add it to exclude");
        } else if (!(type instanceof NumericType || type instanceof BooleanType)) {
            throw new UserError(text + ", which trees cannot read: derive a number from it (derived: {hours: "
                    + "\"timestampdiff(HOUR, " + name + ", moment)\"}) and add it to exclude");
        }
    }
}
