package io.penstock.features.online;

import io.penstock.base.ColumnType;
import io.penstock.base.UserError;
import io.penstock.features.OnlineSchema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A key as text and back: the values in the entity's order, joined by {@code |}, with {@code |} and {@code \} of a value
 * after a {@code \}; so no two keys have the same text.
 */
final class KeyText {
    private final String view;
    private final Map<String, ColumnType> types;
    private final List<String> names;

    KeyText(OnlineSchema schema) {
        this.view = schema.view();
        this.types = schema.keys();
        this.names = List.copyOf(types.keySet());
    }

    /** The text of a key; a {@link UserError} says which names and types it must have. */
    String of(Map<String, Object> keys) {
        if (!keys.keySet().equals(types.keySet())) {
            throw new UserError(view + " is read by " + described() + "; asked for by "
                    + (keys.isEmpty() ? "nothing" : String.join(", ", keys.keySet())));
        }
        Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            values[i] = ValueType.as(keys.get(name), types.get(name), "key " + name + " of " + view);
        }
        return of(values);
    }

    /** The text of values of the right types, in order. */
    String of(Object[] values) {
        if (values.length == 1) {
            return escaped(values[0]);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "|").append(escaped(values[i]));
        }
        return text.toString();
    }

    /** The values in a text. */
    Map<String, Object> values(String text) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '|') {
                put(values, value.toString(), text);
                value.setLength(0);
            } else {
                i += text.charAt(i) == '\\' && i + 1 < text.length() ? 1 : 0;
                value.append(text.charAt(i));
            }
        }
        if (values.size() != names.size()) {
            throw strange(text);
        }
        return values;
    }

    private void put(Map<String, Object> values, String value, String text) {
        if (values.size() == names.size()) {
            throw strange(text);
        }
        String name = names.get(values.size());
        values.put(name, ValueType.parse(value, types.get(name), "key " + name + " of " + view));
    }

    private UserError strange(String text) {
        return new UserError("the store holds the key " + text + " of " + view + ", which is no " + described());
    }

    private String described() {
        return types.entrySet().stream()
                .map(key -> key.getKey() + " (" + key.getValue() + ")")
                .reduce((a, b) -> a + ", " + b)
                .orElse("no key");
    }

    private static String escaped(Object value) {
        String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        return text.indexOf('\\') < 0 && text.indexOf('|') < 0
                ? text
                : text.replace("\\", "\\\\").replace("|", "\\|");
    }
}
