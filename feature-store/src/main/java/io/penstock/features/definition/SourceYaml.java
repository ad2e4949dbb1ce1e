package io.penstock.features.definition;

import io.penstock.base.Fields;
import io.penstock.base.ObjectShape;
import io.penstock.base.Problems;
import io.penstock.base.Shape;
import io.penstock.base.YamlList;
import io.penstock.base.YamlMap;
import io.penstock.features.Mode;
import io.penstock.features.Source;
import io.penstock.validation.CheckSuite;

/** How a source is written: {@code sources/<name>.yaml}. */
public final class SourceYaml {
    /** Every key of a source. */
    public static final ObjectShape SHAPE = Shape.object("source")
            .need("source", Shape.name(), "Its name, and that of its file.")
            .and(AboutYaml.SHAPE)
            .need("feed", Shape.text(), "The feed whose rows it takes.")
            .need(
                    "columns",
                    Shape.list(Shape.column()),
                    "The feed's columns that its table keeps, besides the feed's key.")
            .may("where", Shape.sql(), "The rows it takes; the others are counted as filtered.")
            .may("event_timestamp", Shape.sql(), "When it happened; needed unless static.")
            .may("created_timestamp", Shape.sql(), "When it was known; when it happened where left out.")
            .may(
                    "mode",
                    Shape.choice(Mode.class),
                    "keyed (default): the newest row of a key counts. append: every row.")
            .may("static", Shape.flag(), "Whether it has one row a key, which every moment may see.")
            .may("tiebreak", Shape.list(Shape.column()), "What orders rows of equal times, in an append source.")
            .may("checks", CheckSuite.SHAPE, "What is demanded of its rows.");

    private SourceYaml() {}

    /** Reads a source that {@link #SHAPE} has checked; what was refused reads as left out. */
    public static Source read(YamlMap yaml, Problems problems) {
        Fields fields = new Fields(yaml);
        return new Source(
                fields.needed("source"),
                yaml.at(),
                AboutYaml.read(fields),
                fields.needed("feed"),
                fields.texts("columns"),
                fields.sql("where"),
                fields.sql("event_timestamp"),
                fields.sql("created_timestamp"),
                fields.choice("mode", Mode.class).orElse(Mode.KEYED),
                fields.flag("static"),
                fields.texts("tiebreak"),
                checks(yaml, problems));
    }

    static CheckSuite checks(YamlMap yaml, Problems problems) {
        return yaml.find("checks")
                .filter(YamlList.class::isInstance)
                .map(list -> CheckSuite.read((YamlList) list, problems))
                .orElse(CheckSuite.NONE);
    }
}
