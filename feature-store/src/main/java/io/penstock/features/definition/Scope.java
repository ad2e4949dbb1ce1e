package io.penstock.features.definition;

import static java.util.Objects.requireNonNull;

import io.penstock.base.ColumnType;
import io.penstock.features.Feed;
import io.penstock.features.Lookup;
import io.penstock.features.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns that an expression can see, found without regard to case as Spark does; a type is known or not. */
public final class Scope {
    private static final ColumnType TIMESTAMP = new ColumnType("timestamp");

    private final String title;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    private record Column(String name, Optional<ColumnType> type) {}

    private Scope(String title) {
        this.title = requireNonNull(title, "title");
    }

    /** No column yet; messages call what has the columns by the title. */
    public static Scope empty(String title) {
        return new Scope(title);
    }

    /** The columns in the files of a feed and in its lookups. */
    public static Scope ofFiles(Feed feed) {
        Scope scope = new Scope("feed " + feed.name());
        feed.columns().forEach((name, type) -> scope.add(name, Optional.of(type)));
        for (Lookup lookup : feed.lookups()) {
            lookup.columns().forEach((name, type) -> {
                if (!name.equals(lookup.key())) {
                    scope.add(name, Optional.of(type));
                }
            });
        }
        return scope;
    }

    /** The columns that a feed hands to its sources: those of its files and lookups and those it selects. */
    public static Scope ofFeed(Feed feed) {
        Scope scope = ofFiles(feed);
        feed.select().forEach((name, sql) -> scope.add(name, scope.type(sql.text())));
        return scope;
    }

    /** The columns of a source's table that definitions may use: its own, the feed's key and both times. */
    public static Scope ofSource(Source source, Feed feed) {
        Scope of = ofFeed(feed);
        Scope scope = new Scope("source " + source.name());
        source.columns().forEach(name -> scope.add(name, of.type(name)));
        feed.key().forEach(name -> scope.add(name, of.type(name)));
        return scope.withTimes();
    }

    /** This scope with event_timestamp and created_timestamp. */
    public Scope withTimes() {
        return with("event_timestamp", Optional.of(TIMESTAMP)).with("created_timestamp", Optional.of(TIMESTAMP));
    }

    /** This scope with one column more. */
    public Scope with(String name, Optional<ColumnType> type) {
        Scope more = new Scope(title);
        more.columns.putAll(columns);
        more.add(name, type);
        return more;
    }

    private void add(String name, Optional<ColumnType> type) {
        columns.putIfAbsent(lower(name), new Column(name, type));
    }

    /** Whether there is such a column. */
    public boolean has(String name) {
        return columns.containsKey(lower(name));
    }

    /** The type of a column; empty where there is no such column or its type is known to Spark alone. */
    public Optional<ColumnType> type(String name) {
        return Optional.ofNullable(columns.get(lower(name))).flatMap(Column::type);
    }

    /** All columns as written, in order. */
    public List<String> names() {
        return columns.values().stream().map(Column::name).toList();
    }

    /** What messages call it. */
    public String title() {
        return title;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
