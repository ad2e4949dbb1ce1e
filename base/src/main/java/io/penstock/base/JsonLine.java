package io.penstock.base;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one line of JSON-lines data without interpreting its values. */
public final class JsonLine {
    private static final JsonFactory FACTORY = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .getFactory();

    private JsonLine() {}

    /**
     * The fields of the one object on a line, in its order: texts unescaped, numbers and booleans as written, nested values as
     * JSON, null for null. Anything else on the line, and a key that stands twice, is a {@link UserError}.
     */
    public static Map<String, String> fields(String line) {
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UserError("the line is no JSON object");
            }
            Map<String, String> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                fields.put(name, value(parser));
            }
            if (parser.nextToken() != null) {
                throw new UserError("more than one JSON value stands on the line");
            }
            return fields;
        } catch (IOException e) {
            throw new UserError("the line is no JSON: " + e.getMessage(), e);
        }
    }

    private static String value(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return token.isStructStart() ? parser.readValueAsTree().toString() : parser.getText();
    }
}
