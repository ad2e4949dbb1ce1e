package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.penstock.base.Json;
import io.penstock.base.UserError;
import io.penstock.features.Feed;
import io.penstock.features.Lookup;
import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lookup of a feed, read: small, its key unique, joined to each row by broadcast. Rows without key are left out. */
record LookupTable(Lookup lookup, String sha256, Dataset<Row> rows) {

    /** Finds the file of a lookup; it belongs to the project, so its absence is the user's to mend. */
    static FeedFile find(SparkSession spark, java.nio.file.Path project, Feed feed, Lookup lookup) {
        FeedFile file = FeedFiles.single(spark, project, lookup.path())
                .orElseThrow(() -> new UserError(what(feed, lookup) + " is missing; put it there or correct its path"));
        return FileHashes.fill(spark, List.of(file)).get(0);
    }

    /** Reads the file of a lookup; refuses it if anything in it is wrong. */
    static LookupTable read(SparkSession spark, Feed feed, Lookup lookup, FeedFile file) {
        Dataset<Row> typed = Fields.typed(
                RawRows.read(spark, List.of(file), lookup.format(), lookup.columns(), lookup.nulls()),
                lookup.columns(),
                feed.timezone());
        List<Row> all = typed.collectAsList();
        refuseFaults(what(feed, lookup), all);
        refuseDoubles(what(feed, lookup), lookup.key(), all);
        List<String> names = new ArrayList<>(lookup.columns().keySet());
        Dataset<Row> rows = spark.createDataFrame(all, typed.schema())
                .filter(col(FeedReader.ROW)
                        .isNotNull()
                        .and(ColumnNames.column(lookup.key()).isNotNull()))
                .select(names.stream()
                        .map(name -> ColumnNames.column(name).as(name.equals(lookup.key()) ? keyName(lookup) : name))
                        .toArray(Column[]::new));
        return new LookupTable(lookup, file.sha256(), rows);
    }

    /** The rows, each with the columns of the lookup or, where its key is unknown, nulls. */
    Dataset<Row> join(Dataset<Row> feedRows) {
        Column sameKey = ColumnNames.column(lookup.on()).equalTo(ColumnNames.column(keyName(lookup)));
        return feedRows.join(broadcast(rows), sameKey, "left").drop(keyName(lookup));
    }

    private static String keyName(Lookup lookup) {
        return "__key_" + lookup.name();
    }

    private static String what(Feed feed, Lookup lookup) {
        return "lookup " + lookup.name() + " of feed " + feed.name() + " (" + feed.at() + "): file " + lookup.path();
    }

    private static void refuseFaults(String what, List<Row> rows) {
        for (Row row : rows) {
            String facts = row.getAs(FeedReader.FACTS);
            if (facts != null && Json.read(facts, FileFacts.class).fault() != null) {
                throw new UserError(what + " cannot be used: "
                        + Json.read(facts, FileFacts.class).fault());
            }
            String malformed = row.getAs(FeedReader.MALFORMED);
            if (malformed != null) {
                throw new UserError(what + ", row " + row.getAs(FeedReader.ROW) + ": " + malformed);
            }
            List<Row> faults = row.isNullAt(row.fieldIndex(Fields.FAULTS))
                    ? List.of()
                    : row.getList(row.fieldIndex(Fields.FAULTS));
            for (Row fault : faults) {
                throw new UserError(what + ", row " + row.getAs(FeedReader.ROW) + ", column " + fault.getString(1)
                        + ": " + fault.getString(2));
            }
        }
    }

    private static void refuseDoubles(String what, String key, List<Row> rows) {
        Set<Object> seen = new HashSet<>();
        for (Row row : rows) {
            Object value = row.getAs(key);
            if (value != null && !seen.add(value)) {
                throw new UserError(what + ", row " + row.getAs(FeedReader.ROW) + ": key " + key + " = " + value
                        + " stands there twice; a lookup needs a unique key");
            }
        }
    }
}
