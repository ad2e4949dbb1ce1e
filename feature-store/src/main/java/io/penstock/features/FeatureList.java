package io.penstock.features;

import io.penstock.base.ColumnType;
import io.penstock.base.Location;
import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Features in one line of text: {@code view:feature} or {@code view:*}, separated by commas, keys joined by name. */
record FeatureList(Catalog catalog, List<FeatureRef> features) {

    FeatureList {
        features = List.copyOf(features);
    }

    /** @throws UserError if a view or feature is not there, or asked for twice */
    static FeatureList read(String text, Catalog catalog) {
        List<FeatureRef> features = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            features.add(reference(part.strip(), text, catalog));
        }
        FeatureList list = new FeatureList(catalog, features);
        list.refuseTwice();
        return list;
    }

    /** The columns that come of them: {@code view__feature}. */
    List<String> columns() {
        return features.stream()
                .flatMap(ref -> ViewReads.names(catalog.view(ref.view()), ref).stream()
                        .map(feature -> ref.view() + "__" + feature))
                .toList();
    }

    /** The key columns of all their entities, with their types. */
    Map<String, ColumnType> keys() {
        Map<String, ColumnType> keys = new LinkedHashMap<>();
        for (FeatureRef ref : features) {
            Entity entity = catalog.entity(catalog.view(ref.view()));
            entity.keys().forEach((key, type) -> {
                ColumnType other = keys.putIfAbsent(key, type);
                if (other != null && !other.equals(type)) {
                    throw new UserError("the key " + key + " of entity " + entity.name() + " is " + type.name()
                            + ", and of another entity asked for " + other.name()
                            + "; one column cannot be both, ask for their views in two training sets");
                }
            });
        }
        return keys;
    }

    @Override
    public String toString() {
        return features.stream().map(FeatureRef::toString).collect(Collectors.joining(","));
    }

    private static FeatureRef reference(String part, String text, Catalog catalog) {
        int colon = part.indexOf(':');
        if (colon < 1 || colon == part.length() - 1) {
            throw new UserError("\"" + part + "\" in the features \"" + text
                    + "\" names none; write them as view:feature or view:*, separated by commas");
        }
        FeatureView view = catalog.view(part.substring(0, colon));
        String name = part.substring(colon + 1);
        List<String> names = view.featureNames();
        if (!name.equals("*") && !names.contains(name)) {
            throw new UserError(
                    "feature view " + view.name() + " has no feature \"" + name + "\"" + Nearest.hint(name, names));
        }
        Optional<String> feature = Optional.of(name).filter(some -> !some.equals("*"));
        return new FeatureRef(view.name(), feature, Map.of(), Location.NONE);
    }

    private void refuseTwice() {
        List<String> seen = new ArrayList<>();
        for (String column : columns()) {
            if (seen.contains(column)) {
                throw new UserError(
                        "the features \"" + this + "\" name " + column.replace("__", ":") + " twice; name each once");
            }
            seen.add(column);
        }
    }
}
