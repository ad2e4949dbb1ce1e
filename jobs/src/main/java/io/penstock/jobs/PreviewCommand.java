package io.penstock.jobs;

import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import io.penstock.features.Entity;
import io.penstock.features.FeatureView;
import io.penstock.features.ViewPreview;
import io.penstock.lake.Lake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "preview",
        description =
                "The features of a view at an instant, computed from its source's newest version; nothing is written.")
final class PreviewCommand extends LookCommand {

    @Parameters(paramLabel = "VIEW", description = "a view, also one whose table is not built yet")
    String view;

    @Option(names = "--at", required = true, paramLabel = "T", description = "the instant, as 2013-01-31T10:00:00Z")
    Instant at;

    @Option(
            names = {"--key", "--keys"},
            paramLabel = "KEY=VALUE[,KEY=VALUE]",
            description = "a key of the view's entity; again for more (default: the first that are found)")
    List<String> keys = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "keys to find where none is given (default: 20)")
    int limit = 20;

    @Override
    Printed look(Project project, Lake lake, SparkSession spark) {
        FeatureView definition = project.catalog().view(view);
        List<Map<String, String>> asked = keys(project.catalog().entity(definition));
        ViewPreview preview = new ViewPreview(spark, lake, project.catalog(), definition, at);
        if (!preview.read().missing().isEmpty()) {
            return new PreviewText(definition, at, preview.read(), List.of(), List.of());
        }
        List<String> columns =
                new ArrayList<>(project.catalog().entity(definition).keys().keySet());
        columns.addAll(definition.featureNames());
        columns.add("state");
        return new PreviewText(
                definition, at, preview.read(), columns, asked.isEmpty() ? preview.ofFirst(limit) : preview.of(asked));
    }

    /** Each key is whole before the next begins, in one option or in several. */
    private List<Map<String, String>> keys(Entity entity) {
        List<Map<String, String>> all = new ArrayList<>();
        Map<String, String> open = new LinkedHashMap<>();
        for (String text : keys) {
            for (String pair : text.split(",(?=[A-Za-z_][A-Za-z0-9_]*=)", -1)) {
                add(pair, entity, open);
                if (open.size() == entity.keys().size()) {
                    all.add(Map.copyOf(open));
                    open.clear();
                }
            }
        }
        if (!open.isEmpty()) {
            throw new UserError("the key " + open + " is not whole: entity " + entity.name() + " has "
                    + String.join(", ", entity.keys().keySet()));
        }
        return all;
    }

    private static void add(String pair, Entity entity, Map<String, String> open) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (equals < 0 || !entity.keys().containsKey(name)) {
            throw new UserError("\"" + pair + "\" is no key of entity " + entity.name() + ", write NAME=VALUE"
                    + Nearest.hint(name, entity.keys().keySet()));
        }
        if (open.put(name, pair.substring(equals + 1)) != null) {
            throw new UserError("the key " + name + " is given twice before the others of entity " + entity.name()
                    + ", which has " + String.join(", ", entity.keys().keySet()));
        }
    }
}
