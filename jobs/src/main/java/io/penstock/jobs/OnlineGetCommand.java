package io.penstock.jobs;

import io.penstock.base.Durations;
import io.penstock.base.Json;
import io.penstock.base.UserError;
import io.penstock.features.FeatureView;
import io.penstock.features.OnlineSchema;
import io.penstock.features.OnlineView;
import io.penstock.features.online.OnlineAnswer;
import io.penstock.features.online.OnlineReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Reads a key as a service would; starts no Spark. */
@Command(name = "get", description = "What the online store answers about a key of a view.")
final class OnlineGetCommand implements Callable<Integer> {

    @ParentCommand
    OnlineCommand online;

    @Parameters(index = "0", paramLabel = "VIEW", description = "a view with `refresh`")
    String view;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "every key of the view's entity")
    List<String> keys = List.of();

    @Option(
            names = "--at",
            paramLabel = "T",
            description =
                    "the moment at which the view's ttl is judged, as 2013-01-31T10:00:00Z (default: its newest tick)")
    Optional<Instant> at = Optional.empty();

    @Override
    public Integer call() {
        Project project = online.penstock.open();
        FeatureView definition = project.catalog().view(view);
        if (!definition.isPublished()) {
            throw new UserError("view " + view + " is exact (" + definition.at()
                    + " has no `refresh`): it is computed in training set and scoring and never online");
        }
        try (OnlineReader reader = OnlineReader.open(MaterializeJob.store(project))) {
            Optional<OnlineView> known = reader.view(view);
            Map<String, Object> key = known.map(there -> key(there.schema())).orElseGet(LinkedHashMap::new);
            OnlineAnswer answer =
                    at.map(moment -> reader.read(view, key, moment)).orElseGet(() -> reader.read(view, key));
            Map<String, Object> fields = fields(answer, key, known.orElseThrow());
            System.out.print(
                    online.penstock.output == Penstock.Output.json
                            ? Json.pretty(fields)
                            : text(answer, key, known.get()));
        }
        return Exit.OK.code();
    }

    private Map<String, Object> key(OnlineSchema schema) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String pair : keys) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UserError("\"" + pair + "\" is no key of " + view + "; write it as "
                        + String.join("=… ", schema.keys().keySet()) + "=…");
            }
            if (texts.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new UserError(
                        "the key " + pair.substring(0, equals) + " of " + view + " is given twice; ask for one");
            }
        }
        return OnlineReader.keys(schema, texts);
    }

    private Map<String, Object> fields(OnlineAnswer answer, Map<String, Object> key, OnlineView known) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("view", view);
        fields.put("key", texts(key));
        fields.put("state", answer.state().text());
        fields.put("values", texts(answer.values()));
        fields.put("tick", answer.at().tick());
        fields.put("table_version", answer.at().tableVersion());
        fields.put("age_seconds", answer.age().toSeconds());
        fields.put("newest_tick", known.newest().tick());
        fields.put("ttl", known.schema().ttl().map(Durations::print));
        return fields;
    }

    /** Values as JSON has them: what it has no word for as text. */
    private static Map<String, Object> texts(Map<String, Object> values) {
        Map<String, Object> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            boolean plain = value == null
                    || value instanceof Number number && Double.isFinite(number.doubleValue())
                    || value instanceof Boolean;
            texts.put(name, plain ? value : value.toString());
        });
        return texts;
    }

    private String text(OnlineAnswer answer, Map<String, Object> key, OnlineView known) {
        StringBuilder text = new StringBuilder(view + " " + key + ": " + words(answer, known) + "\n");
        int width =
                answer.values().keySet().stream().mapToInt(String::length).max().orElse(0);
        answer.values().forEach((name, value) -> text.append("  ")
                .append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(value)
                .append('\n'));
        text.append("  tick ").append(answer.at()).append(", ");
        text.append(answer.age().isZero() ? "the newest" : Durations.print(answer.age()) + " older than the newest");
        return text.append(" of the view\n").toString();
    }

    private static String words(OnlineAnswer answer, OnlineView known) {
        return switch (answer.state()) {
            case FOUND -> "found";
            case EMPTY -> "empty: nothing of this key lies in the windows (counts are 0, all else is null)";
            case STALE ->
                "stale: more than the ttl of "
                        + known.schema().ttl().map(Durations::print).orElse("") + " old, so its values are refused";
        };
    }
}
