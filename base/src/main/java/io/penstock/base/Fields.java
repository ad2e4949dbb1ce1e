package io.penstock.base;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the values of a map that a {@link Shape} has checked. What the shape refused reads as absent, so that the rest
 * of the definition can still be looked at and all its problems be told at once.
 */
public record Fields(YamlMap map) {
    /** The fields of a node; none where it is no map. */
    public static Fields of(YamlNode node) {
        return new Fields(node instanceof YamlMap map ? map : YamlMap.empty(node.at()));
    }

    /** Where the map begins. */
    public Location at() {
        return map.at();
    }

    /** Where a key stands; the map's place where it is absent. */
    public Location at(String key) {
        return map.at(key);
    }

    /** Where an item of the list below a key stands; the key's place where there is no such item. */
    public Location at(String key, String item) {
        return items(key).stream()
                .filter(node ->
                        node instanceof YamlScalar scalar && scalar.text().equals(item))
                .map(YamlNode::at)
                .findFirst()
                .orElse(at(key));
    }

    /** Whether a key is there with a value. */
    public boolean has(String key) {
        return map.find(key).isPresent();
    }

    /** A text. */
    public Optional<String> text(String key) {
        return scalar(key, Scalar.TEXT);
    }

    /** A text that must be there: empty where it is not, which its shape has reported. */
    public String needed(String key) {
        return text(key).orElse("");
    }

    /** A whole number. */
    public Optional<Long> whole(String key) {
        return scalar(key, Scalar.WHOLE);
    }

    /** A number. */
    public Optional<BigDecimal> number(String key) {
        return scalar(key, Scalar.NUMBER);
    }

    /** Whether a key is there and true. */
    public boolean flag(String key) {
        return scalar(key, Scalar.FLAG).orElse(false);
    }

    /** A duration. */
    public Optional<Duration> duration(String key) {
        return scalar(key, Scalar.DURATION);
    }

    /** A day. */
    public Optional<LocalDate> date(String key) {
        return scalar(key, Scalar.DATE);
    }

    /** A time zone. */
    public Optional<ZoneId> zone(String key) {
        return scalar(key, Scalar.ZONE);
    }

    /** A share from 0 to 1. */
    public Optional<Double> share(String key) {
        return scalar(key, Scalar.SHARE);
    }

    /** An SQL expression. */
    public Optional<Sql> sql(String key) {
        return scalar(key, Scalar.SQL);
    }

    /** An SQL expression that must be there: {@code null} in SQL where it is not, which its shape has reported. */
    public Sql neededSql(String key) {
        return sql(key).orElse(new Sql("null", at(key)));
    }

    /** One of an enum's constants. */
    public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
        return scalar(key, Scalar.choice(type));
    }

    /** The texts of a list, or the one text that stands in its place. */
    public List<String> texts(String key) {
        Optional<String> single = text(key);
        if (single.isPresent()) {
            return List.of(single.get());
        }
        return items(key).stream()
                .flatMap(item -> read(item, Scalar.TEXT).stream())
                .toList();
    }

    /** The items of a list; none where it is absent. */
    public List<YamlNode> items(String key) {
        return map.find(key)
                .filter(YamlList.class::isInstance)
                .map(node -> ((YamlList) node).items())
                .orElse(List.of());
    }

    /** The fields of a map below a key; none where it is absent. */
    public Fields below(String key) {
        return map.find(key).map(Fields::of).orElse(new Fields(YamlMap.empty(at(key))));
    }

    /** Every key with its value as SQL, in order. */
    public Map<String, Sql> sqls() {
        return all(Scalar.SQL);
    }

    /** Every key with its value as text, in order. */
    public Map<String, String> allTexts() {
        return all(Scalar.TEXT);
    }

    /** Every key with its value as column type, in order; string where the shape refused the type. */
    public Map<String, ColumnType> types() {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        map.entries()
                .forEach((key, node) -> types.put(key, read(node, Scalar.TYPE).orElse(ColumnType.STRING)));
        return types;
    }

    /** Every key with its value: null, or a text, a long, a decimal or a boolean as YAML has it, or a list of such. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        map.entries().forEach((key, node) -> {
            if (node instanceof YamlList list) {
                values.put(key, list.items().stream().map(Fields::value).collect(Collectors.toList()));
            } else if (node instanceof YamlScalar) {
                values.put(key, value(node));
            }
        });
        return Collections.unmodifiableMap(values);
    }

    private static Object value(YamlNode node) {
        return node instanceof YamlScalar scalar && !scalar.isNull() ? Scalar.value(scalar) : null;
    }

    private <T> Map<String, T> all(Scalar<T> kind) {
        Map<String, T> values = new LinkedHashMap<>();
        map.entries().forEach((key, node) -> read(node, kind).ifPresent(value -> values.put(key, value)));
        return values;
    }

    private <T> Optional<T> scalar(String key, Scalar<T> kind) {
        return map.find(key).flatMap(node -> read(node, kind));
    }

    private static <T> Optional<T> read(YamlNode node, Scalar<T> kind) {
        return node instanceof YamlScalar scalar && !scalar.isNull()
                ? kind.parse().apply(scalar)
                : Optional.empty();
    }
}
