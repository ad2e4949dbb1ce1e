package io.penstock.features.definition;

import io.penstock.base.Fields;
import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.features.Feed;
import io.penstock.features.Mode;
import io.penstock.features.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a source, given its feed. */
final class SourceRules {
    private static final Set<String> OURS =
            Set.of("event_timestamp", "created_timestamp", "batch", "file", "row_number");

    private final Source source;
    private final Fields fields;
    private final Problems problems;

    private SourceRules(Written<Source> written, Problems problems) {
        this.source = written.definition();
        this.fields = written.fields();
        this.problems = problems;
    }

    static void check(Written<Source> written, Known known) {
        SourceRules rules = new SourceRules(written, known.problems());
        rules.times();
        rules.columns();
        known.feed(rules.source.feed(), rules.fields.at("feed")).ifPresent(rules::against);
    }

    private void times() {
        if (source.isStatic()) {
            for (String key : List.of("event_timestamp", "created_timestamp", "mode", "tiebreak")) {
                if (fields.has(key)) {
                    problems.add(
                            fields.at(key),
                            key + " has no meaning in a static source: its rows are visible at every"
                                    + " moment; remove it, or static");
                }
            }
        } else if (!fields.has("event_timestamp")) {
            problems.add(
                    source.at(),
                    "key \"event_timestamp\" is missing in source: When it happened;"
                            + " or static: true, for rows that every moment may see");
        }
    }

    private void columns() {
        Set<String> seen = new HashSet<>();
        for (String column : source.columns()) {
            String lower = column.toLowerCase(Locale.ROOT);
            if (!seen.add(lower)) {
                problems.add(fields.at("columns", column), "column \"" + column + "\" stands twice in columns");
            }
            if (OURS.contains(lower) || lower.startsWith("__")) {
                problems.add(
                        fields.at("columns", column),
                        "column \"" + column + "\" is refused: every source's table has"
                                + " columns of its own named "
                                + String.join(", ", OURS.stream().sorted().toList())
                                + "; give yours another name by the feed's select");
            }
        }
    }

    private void against(Feed feed) {
        Scope scope = Scope.ofFeed(feed);
        for (String column : source.columns()) {
            if (!scope.has(column)) {
                String helper =
                        feed.let().containsKey(column) ? " (let computes it as a helper; select keeps columns)" : "";
                problems.add(
                        fields.at("columns", column),
                        "column \"" + column + "\" is not in " + scope.title() + helper
                                + Nearest.hint(column, scope.names()));
            }
        }
        SqlRules sql = new SqlRules(problems);
        sql.check(source.where(), "where", scope);
        sql.check(source.eventTimestamp(), "event_timestamp", scope);
        Scope withEvent = scope.with("event_timestamp", Optional.empty());
        sql.check(source.createdTimestamp(), "created_timestamp", withEvent);
        Scope table = Scope.ofSource(source, feed);
        CheckRules.check(source.checks(), table, problems);
        tiebreak(table);
        key(feed);
    }

    private void tiebreak(Scope table) {
        for (String column : source.tiebreak()) {
            if (!table.has(column)) {
                problems.add(
                        fields.at("tiebreak", column),
                        "tiebreak names the column \"" + column + "\", which " + table.title() + " does not have"
                                + Nearest.hint(column, table.names()));
            }
        }
    }

    private void key(Feed feed) {
        if (feed.key().isEmpty() && source.mode() == Mode.KEYED) {
            problems.add(
                    fields.at("feed"),
                    "source " + source.name() + " is " + (source.isStatic() ? "static" : "keyed")
                            + ", but its feed " + feed.name() + " has no key; give the feed a key"
                            + (source.isStatic() ? "" : ", or the source mode: append"));
        }
    }
}
