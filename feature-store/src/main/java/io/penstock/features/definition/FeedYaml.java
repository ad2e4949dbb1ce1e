package io.penstock.features.definition;

import io.penstock.base.Fields;
import io.penstock.base.ObjectShape;
import io.penstock.base.Shape;
import io.penstock.base.YamlMap;
import io.penstock.base.YamlScalar;
import io.penstock.features.Batching;
import io.penstock.features.Feed;
import io.penstock.features.Files;
import io.penstock.features.Format;
import io.penstock.features.Lookup;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a feed is written: {@code feeds/<name>.yaml}. */
public final class FeedYaml {
    private static final Shape NULLS = Shape.list(Shape.text());
    private static final Shape COLUMNS = Shape.map(Shape.text("[^`]+", "a column name"), Shape.type());
    private static final Shape SQLS = Shape.map(Shape.column(), Shape.sql());
    private static final String FORMAT = "How the rows are written; told by the ending of the path where left out.";

    private static final ObjectShape FILES = Shape.object("files")
            .need(
                    "path",
                    Shape.text(),
                    "Where they lie, from the project's folder; {batch} stands for the batch's day.")
            .may("format", Shape.choice(Format.class), FORMAT)
            .may("nulls", NULLS, "Texts that mean null, besides the empty one.");

    private static final ObjectShape BATCH = Shape.object("batch")
            .need("every", Shape.text("1d", "1d: a batch is one local day"), "How long a batch is: 1d.")
            .may("timezone", Shape.zone(), "Whose days cut the batches; UTC where left out. No time is read by it.")
            .may("reach", Shape.duration(), "How long after its batch's end an event may still lie; 0s where left out.")
            .may("available_after", Shape.duration(), "How long after its end a batch can be expected.")
            .need("starts", Shape.date(), "The first batch there is.");

    private static final ObjectShape LOOKUP = Shape.object("lookup")
            .need("path", Shape.text(), "Where the file lies, from the project's folder.")
            .may("format", Shape.choice(Format.class), FORMAT)
            .need("columns", COLUMNS, "Its columns and their types.")
            .may("nulls", NULLS, "Texts that mean null, besides the empty one.")
            .need("key", Shape.text(), "Its column whose values are unique.")
            .need("on", Shape.text(), "The feed's column that is looked up.");

    /** Every key of a feed. */
    public static final ObjectShape SHAPE = Shape.object("feed")
            .need("feed", Shape.name(), "Its name, and that of its file.")
            .and(AboutYaml.SHAPE)
            .need("files", FILES, "Where its files lie and how they are written.")
            .may("batch", BATCH, "How it is cut into batches; one batch, replaced whole, where left out.")
            .may("timezone", Shape.zone(), "In which zone times without one are read; UTC where left out.")
            .may("replay", Shape.flag(), "Whether its files are the archive of what arrived while each day went on.")
            .need("columns", COLUMNS, "The columns of its files and their types.")
            .may("lookup", Shape.map(Shape.name(), LOOKUP), "Small files joined to each row.")
            .may("let", SQLS, "Helpers computed in order; they are not kept.")
            .may("select", SQLS, "Columns computed in order, after the helpers.")
            .may("key", Shape.list(Shape.column()), "The columns that tell its rows apart.");

    private FeedYaml() {}

    /** Reads a feed that {@link #SHAPE} has checked; what was refused reads as left out. */
    public static Feed read(YamlMap yaml) {
        Fields fields = new Fields(yaml);
        ZoneId zone = fields.zone("timezone").orElse(ZoneOffset.UTC);
        return new Feed(
                fields.needed("feed"),
                yaml.at(),
                AboutYaml.read(fields),
                files(fields.below("files")),
                yaml.find("batch").map(node -> batch(Fields.of(node))),
                zone,
                fields.flag("replay"),
                fields.below("columns").types(),
                lookups(fields.below("lookup")),
                fields.below("let").sqls(),
                fields.below("select").sqls(),
                fields.texts("key"));
    }

    private static Files files(Fields files) {
        return new Files(files.needed("path"), format(files).orElse(Format.CSV), files.texts("nulls"));
    }

    private static Batching batch(Fields batch) {
        return new Batching(
                Duration.ofDays(1),
                batch.zone("timezone").orElse(ZoneOffset.UTC),
                batch.duration("reach").orElse(Duration.ZERO),
                batch.duration("available_after"),
                batch.date("starts").orElse(LocalDate.EPOCH));
    }

    private static List<Lookup> lookups(Fields lookups) {
        return lookups.map().entries().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof YamlScalar))
                .map(entry -> lookup(entry.getKey(), Fields.of(entry.getValue())))
                .toList();
    }

    private static Lookup lookup(String name, Fields lookup) {
        return new Lookup(
                name,
                lookup.needed("path"),
                format(lookup).orElse(Format.CSV),
                lookup.below("columns").types(),
                lookup.texts("nulls"),
                lookup.needed("key"),
                lookup.needed("on"));
    }

    /** The format that is written, or that the path tells; empty where it tells none. */
    static Optional<Format> format(Fields files) {
        Optional<Format> written = files.choice("format", Format.class);
        return written.isPresent() ? written : ending(files.needed("path"));
    }

    private static Optional<Format> ending(String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "csv" -> Optional.of(Format.CSV);
            case "jsonl", "ndjson", "json" -> Optional.of(Format.JSONL);
            case "parquet" -> Optional.of(Format.PARQUET);
            default -> Optional.empty();
        };
    }
}
