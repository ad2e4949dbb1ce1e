package io.penstock.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/**
 * JSON in and out, the one user of the JSON library. Written text is canonical: keys sorted, no spaces; times and
 * durations as ISO text; an empty {@code Optional} as null.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(JsonTimes.module())
            .build();

    private Json() {}

    /** The canonical text of a value: records, maps, lists, texts, numbers. */
    public static String write(Object value) {
        return text(MAPPER, value);
    }

    /** The same, indented for people. */
    public static String pretty(Object value) {
        return text(MAPPER.copy().enable(SerializationFeature.INDENT_OUTPUT), value) + "\n";
    }

    /** Reads a text into a record or another class. */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new Fault("cannot read this JSON as " + type.getSimpleName() + ": " + clip(text), e);
        }
    }

    /** Reads a text into maps, lists, texts, numbers, booleans and null. */
    public static Object tree(String text) {
        return read(text, Object.class);
    }

    /** Reads the text of a JSON object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(String text) {
        return read(text, Map.class);
    }

    private static String text(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new Fault("cannot write a " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    private static String clip(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
