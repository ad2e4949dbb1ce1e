package io.penstock.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an error's body says: Airflow's {@code detail} is a text, a list of complaints about fields, or an object.
 *
 * <p>A complaint repeats what was sent, a password for instance: only its place and text are taken.
 */
final class Detail {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Detail() {}

    /** One line; empty if the body says nothing that is understood. */
    static String of(String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        try {
            return line(MAPPER.readTree(body).path("detail")).strip().replaceAll("\\s+", " ");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String line(JsonNode detail) {
        if (detail.isArray()) {
            List<String> complaints = new ArrayList<>();
            detail.forEach(complaint -> complaints.add(complaint(complaint)));
            return String.join("; ", complaints);
        }
        if (detail.isObject()) {
            return detail.properties().stream()
                    .filter(field ->
                            field.getValue().isValueNode() && !field.getKey().equals("input"))
                    .map(field -> field.getKey() + ": " + field.getValue().asText())
                    .collect(Collectors.joining(", "));
        }
        return detail.asText("");
    }

    private static String complaint(JsonNode complaint) {
        if (complaint.isTextual()) {
            return complaint.asText();
        }
        List<String> place = new ArrayList<>();
        complaint.path("loc").forEach(part -> place.add(part.asText()));
        return String.join(".", place) + " " + complaint.path("msg").asText("is refused");
    }
}
