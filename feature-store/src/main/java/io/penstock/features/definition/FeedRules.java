package io.penstock.features.definition;

import io.penstock.base.ColumnType;
import io.penstock.base.Fields;
import io.penstock.base.Location;
import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.base.Sql;
import io.penstock.features.Feed;
import io.penstock.features.Lookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a feed by itself. */
final class FeedRules {
    private static final String BATCH = "{batch}";

    private final Feed feed;
    private final Fields fields;
    private final Problems problems;
    private final SqlRules sql;

    private FeedRules(Written<Feed> written, Problems problems) {
        this.feed = written.definition();
        this.fields = written.fields();
        this.problems = problems;
        this.sql = new SqlRules(problems);
    }

    static void check(Written<Feed> written, Problems problems) {
        FeedRules rules = new FeedRules(written, problems);
        rules.files();
        rules.columns();
        rules.feed.lookups().forEach(rules::lookup);
        rules.computed();
        rules.key();
    }

    private void files() {
        Fields files = fields.below("files");
        Location at = files.at("path");
        String path = feed.files().path();
        if (feed.batch().isPresent() && !path.isEmpty() && !path.contains(BATCH)) {
            problems.add(
                    at,
                    "files.path \"" + path + "\" does not contain {batch}, so every batch would read the same"
                            + " files; put {batch} where the day stands, or remove batch");
        }
        if (feed.batch().isEmpty() && path.contains(BATCH)) {
            problems.add(
                    at,
                    "files.path \"" + path + "\" contains {batch}, but feed " + feed.name()
                            + " has no batch; add batch: {every: 1d, starts: ...}");
        }
        refuseUnknownFormat(files);
    }

    private void refuseUnknownFormat(Fields files) {
        if (!files.has("format") && files.has("path") && FeedYaml.format(files).isEmpty()) {
            problems.add(
                    files.at("path"),
                    "the ending of \"" + files.needed("path")
                            + "\" does not tell its format; add format: csv, jsonl or parquet");
        }
    }

    private void columns() {
        refuseTwins(feed.columns(), "columns");
        if (feed.columns().isEmpty() && fields.has("columns")) {
            problems.add(fields.at("columns"), "feed " + feed.name() + " has no columns; name those of its files");
        }
    }

    private void refuseTwins(Map<String, ?> columns, String key) {
        Set<String> seen = new HashSet<>();
        columns.keySet().forEach(column -> {
            if (!seen.add(column.toLowerCase(Locale.ROOT))) {
                problems.add(
                        fields.below(key).at(column),
                        "column \"" + column + "\" stands twice in " + key
                                + ": upper and lower case are the same to Spark");
            }
        });
    }

    private void lookup(Lookup lookup) {
        Fields written = fields.below("lookup").below(lookup.name());
        String name = "lookup " + lookup.name();
        refuseUnknownFormat(written);
        if (lookup.path().contains(BATCH)) {
            problems.add(written.at("path"), name + " has one file for all batches; remove {batch} from its path");
        }
        refuseAbsent(lookup.key(), lookup.columns(), name + ".key", name, written.at("key"));
        refuseAbsent(lookup.on(), feed.columns(), name + ".on", "feed " + feed.name(), written.at("on"));
        ColumnType left = feed.columns().get(lookup.on());
        ColumnType right = lookup.columns().get(lookup.key());
        if (left != null && right != null && !left.equals(right)) {
            problems.add(
                    written.at("on"),
                    name + " compares its key " + lookup.key() + " (" + right + ") with the column " + lookup.on()
                            + " (" + left + "); give both the same type");
        }
        Scope others = others(lookup);
        lookup.columns().keySet().stream()
                .filter(column -> !column.equals(lookup.key()) && others.has(column))
                .forEach(column -> problems.add(
                        written.below("columns").at(column),
                        name + " brings the column \"" + column + "\", which the feed has already; leave it out"));
    }

    /** The columns there are before a lookup joins in. */
    private Scope others(Lookup lookup) {
        List<Lookup> before = feed.lookups().subList(0, feed.lookups().indexOf(lookup));
        Scope scope = Scope.empty("feed");
        for (String column : feed.columns().keySet()) {
            scope = scope.with(column, Optional.empty());
        }
        for (Lookup other : before) {
            for (String column : other.columns().keySet()) {
                scope = column.equals(other.key()) ? scope : scope.with(column, Optional.empty());
            }
        }
        return scope;
    }

    private void refuseAbsent(String column, Map<String, ?> columns, String what, String owner, Location at) {
        if (!column.isEmpty() && !columns.containsKey(column)) {
            problems.add(
                    at,
                    what + " is the column \"" + column + "\", which " + owner + " does not have"
                            + Nearest.hint(column, columns.keySet()));
        }
    }

    /** Each helper and each selected column sees the columns of the files and those computed before it. */
    private void computed() {
        Scope scope = compute(
                "let",
                feed.let(),
                Scope.ofFiles(feed),
                new ArrayList<>(feed.select().keySet()));
        compute("select", feed.select(), scope, List.of());
    }

    private Scope compute(String key, Map<String, Sql> expressions, Scope start, List<String> after) {
        Scope scope = start;
        List<String> later = new ArrayList<>(expressions.keySet());
        for (Map.Entry<String, Sql> each : expressions.entrySet()) {
            String name = each.getKey();
            later.remove(name);
            for (String column : sql.columns(each.getValue(), key + " " + name)) {
                if (!scope.has(column)) {
                    problems.add(each.getValue().at(), unseen(key, name, column, later, after, scope));
                }
            }
            if (scope.has(name)) {
                problems.add(
                        fields.below(key).at(name),
                        key + " " + name + " has the name of a column that " + scope.title()
                                + " has already; choose another");
            }
            scope = scope.with(name, Optional.empty());
        }
        return scope;
    }

    private static String unseen(
            String key, String name, String column, List<String> later, List<String> after, Scope scope) {
        String what = key + " " + name;
        if (column.equalsIgnoreCase(name)) {
            return what + " refers to itself";
        }
        if (contains(later, column)) {
            return what + " refers to \"" + column + "\", which is computed after it; put it before " + name
                    + ", and if they refer to each other, undo the circle";
        }
        if (contains(after, column)) {
            return what + " refers to \"" + column + "\", which select computes after all of let; move one of them";
        }
        return what + " names the column \"" + column + "\", which " + scope.title() + " does not have"
                + Nearest.hint(column, scope.names());
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    private void key() {
        Scope scope = Scope.ofFeed(feed);
        for (String column : feed.key()) {
            Location at = fields.at("key", column);
            if (!scope.has(column)) {
                String helper = feed.let().containsKey(column) ? "; it is a helper of let, which is not kept" : "";
                problems.add(
                        at,
                        "key names the column \"" + column + "\", which " + scope.title() + " does not have" + helper
                                + Nearest.hint(column, scope.names()));
            } else if (scope.type(column).filter(ColumnType::isFloating).isPresent()) {
                problems.add(
                        at,
                        "key column \"" + column + "\" is of type "
                                + scope.type(column).get()
                                + ", whose values are not safely equal; use another column or type");
            }
        }
    }
}
