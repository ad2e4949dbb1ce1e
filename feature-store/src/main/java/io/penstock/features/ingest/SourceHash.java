package io.penstock.features.ingest;

import io.penstock.base.Digest;
import io.penstock.base.Json;
import io.penstock.base.Sql;
import io.penstock.features.Feed;
import io.penstock.features.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Digest of everything in the definitions, and in the lookups' files, that decides what a source makes of a file. */
final class SourceHash {
    private SourceHash() {}

    /** @param lookups sha256 of each lookup's file */
    static String of(Feed feed, Source source, List<String> lookups) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("files", feed.files().path());
        all.put("format", feed.files().format());
        all.put("nulls", feed.files().nulls());
        all.put(
                "batch",
                feed.batch()
                        .map(batch ->
                                List.of(batch.timezone().getId(), batch.reach().toString())));
        all.put("timezone", feed.timezone().getId());
        all.put("columns", feed.columns().toString());
        all.put("lookups", feed.lookups().toString());
        all.put("lookup_files", lookups);
        all.put("let", texts(feed.let()));
        all.put("select", texts(feed.select()));
        all.put("key", feed.key());
        all.put("source_columns", source.columns());
        all.put("where", source.where().map(Sql::text));
        all.put("event_timestamp", source.eventTimestamp().map(Sql::text));
        all.put("created_timestamp", source.createdTimestamp().map(Sql::text));
        all.put("mode", source.mode());
        all.put("static", source.isStatic());
        all.put("checks", source.checks().fingerprint());
        return Digest.sha256(Json.write(all));
    }

    private static List<String> texts(Map<String, Sql> expressions) {
        List<String> texts = new ArrayList<>();
        expressions.forEach((name, sql) -> texts.add(name + ": " + sql.text()));
        return texts;
    }
}
