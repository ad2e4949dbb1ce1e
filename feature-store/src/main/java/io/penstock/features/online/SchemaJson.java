package io.penstock.features.online;

import io.penstock.base.ColumnType;
import io.penstock.base.Durations;
import io.penstock.base.Json;
import io.penstock.features.OnlineSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A schema as the text that stores keep; columns are a list of name and type, for their order counts. */
final class SchemaJson {

    private SchemaJson() {}

    static String write(OnlineSchema schema) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("view", schema.view());
        fields.put("definition_hash", schema.definitionHash());
        fields.put("keys", columns(schema.keys()));
        fields.put("features", columns(schema.features()));
        fields.put("counts", schema.counts().stream().sorted().toList());
        schema.ttl().ifPresent(ttl -> fields.put("ttl", Durations.print(ttl)));
        return Json.write(fields);
    }

    static OnlineSchema read(String json) {
        Map<String, Object> fields = Json.map(json);
        return new OnlineSchema(
                (String) fields.get("view"),
                (String) fields.get("definition_hash"),
                columns(fields.get("keys")),
                columns(fields.get("features")),
                Set.copyOf(texts(fields.get("counts"))),
                Optional.ofNullable((String) fields.get("ttl")).map(Durations::parse));
    }

    private static List<List<String>> columns(Map<String, ColumnType> columns) {
        return columns.entrySet().stream()
                .map(column -> List.of(column.getKey(), column.getValue().name()))
                .toList();
    }

    private static Map<String, ColumnType> columns(Object written) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        for (Object column : (List<?>) written) {
            List<String> texts = texts(column);
            columns.put(texts.get(0), new ColumnType(texts.get(1)));
        }
        return columns;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
