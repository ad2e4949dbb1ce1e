package io.penstock.validation;

import io.penstock.base.Fields;
import io.penstock.base.Location;
import io.penstock.base.ObjectShape;
import io.penstock.base.Problems;
import io.penstock.base.Shape;
import io.penstock.base.Sql;
import io.penstock.base.YamlList;
import io.penstock.base.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How checks are written, and how they are read. */
final class CheckYaml {
    static final Shape SHAPE = Shape.list(Shape.union("check", kinds()));

    private static final String EVENT_TIMESTAMP = "event_timestamp";

    private final Problems problems;
    private final List<Check> checks = new ArrayList<>();

    private CheckYaml(Problems problems) {
        this.problems = problems;
    }

    private static Map<String, ObjectShape> kinds() {
        Map<String, ObjectShape> kinds = new LinkedHashMap<>();
        Shape columns = Shape.either(Shape.text(), Shape.list(Shape.text()));
        kind(kinds, "complete", columns, "Row check: these columns are not null.", Shape.object("check complete"));
        kind(
                kinds,
                "unique",
                columns,
                "Table check: no two rows agree in all of these columns.",
                Shape.object("check unique"));
        kind(
                kinds,
                "in_range",
                Shape.text(),
                "Row check: this column lies between min and max; null passes.",
                Shape.object("check in_range")
                        .may("min", Shape.number(), "The smallest value allowed.")
                        .may("max", Shape.number(), "The greatest value allowed."));
        kind(
                kinds,
                "one_of",
                Shape.text(),
                "Row check: this column, as text, is one of the values; null passes.",
                Shape.object("check one_of").need("values", Shape.list(Shape.text()), "The values allowed."));
        kind(
                kinds,
                "matches",
                Shape.text(),
                "Row check: this column as a whole matches the pattern; null passes.",
                Shape.object("check matches").need("pattern", Shape.text(), "A regular expression."));
        kind(
                kinds,
                "row_count",
                Shape.object("row_count")
                        .may("min", Shape.whole(), "The fewest rows allowed.")
                        .may("max", Shape.whole(), "The most rows allowed."),
                "Table check: the number of good rows of a batch or day.",
                Shape.object("check row_count"));
        kind(
                kinds,
                "fresh",
                Shape.object("fresh")
                        .need("within", Shape.duration(), "How old the newest row may be at the as-of.")
                        .may("column", Shape.text(), "The time looked at; event_timestamp where left out."),
                "Table check: the newest row is not too old.",
                Shape.object("check fresh"));
        kind(
                kinds,
                "expression",
                Shape.text(),
                "Row check: the name of a condition of your own; null passes.",
                Shape.object("check expression").need("sql", Shape.sql(), "The condition that each row must meet."));
        return kinds;
    }

    private static void kind(Map<String, ObjectShape> kinds, String tag, Shape of, String doc, ObjectShape rest) {
        ObjectShape shape = Shape.object(rest.title())
                .need(tag, of, doc)
                .and(rest)
                .may("where", Shape.sql(), "The rows looked at; all where left out.")
                .may("severity", Shape.choice(Severity.class), "error (default) refuses, warn only tells.");
        boolean named = !tag.equals("expression");
        kinds.put(
                tag,
                named ? shape.may("name", Shape.text(), "Its name in reports, if the usual one won't do.") : shape);
    }

    static CheckSuite read(YamlList list, Problems problems) {
        CheckYaml reader = new CheckYaml(problems);
        list.items().forEach(reader::read);
        reader.refuseSameNames();
        reader.refuseTooMany(list);
        return new CheckSuite(reader.checks);
    }

    private void read(YamlNode node) {
        Fields fields = Fields.of(node);
        Optional<Sql> where = fields.sql("where");
        Severity severity = fields.choice("severity", Severity.class).orElse(Severity.ERROR);
        Location at = node.at();
        if (fields.has("complete")) {
            List<String> columns = fields.texts("complete");
            columns.forEach(column -> {
                String fallback = "complete(" + column + ")";
                String name = fields.text("name")
                        .map(given -> columns.size() == 1 ? given : given + "(" + column + ")")
                        .orElse(fallback);
                checks.add(new Complete(name, column, where, severity, at));
            });
        } else if (fields.has("unique")) {
            List<String> columns = fields.texts("unique");
            checks.add(new Unique(name(fields, "unique", String.join(", ", columns)), columns, where, severity, at));
        } else if (fields.has("row_count")) {
            Fields bounds = fields.below("row_count");
            checks.add(new RowCount(
                    fields.text("name").orElse("row_count"),
                    bounds.whole("min"),
                    bounds.whole("max"),
                    where,
                    severity,
                    at));
            refuseBounds(bounds, "row_count");
        } else if (fields.has("fresh")) {
            fields.below("fresh").duration("within").ifPresent(within -> {
                String of = fields.below("fresh").text("column").orElse(EVENT_TIMESTAMP);
                checks.add(new Fresh(name(fields, "fresh", of), of, within, where, severity, at));
            });
        } else {
            readRowCheck(fields, where, severity, at);
        }
    }

    private void readRowCheck(Fields fields, Optional<Sql> where, Severity severity, Location at) {
        if (fields.has("in_range")) {
            String of = fields.needed("in_range");
            checks.add(new InRange(
                    name(fields, "in_range", of), of, fields.number("min"), fields.number("max"), where, severity, at));
            refuseBounds(fields, "in_range");
        } else if (fields.has("one_of")) {
            String of = fields.needed("one_of");
            checks.add(new OneOf(name(fields, "one_of", of), of, fields.texts("values"), where, severity, at));
            if (fields.has("values") && fields.texts("values").isEmpty()) {
                problems.add(fields.at("values"), "one_of allows no value, so every row would be refused; name some");
            }
        } else if (fields.has("matches")) {
            String of = fields.needed("matches");
            Optional<String> pattern = fields.text("pattern").filter(CheckYaml::compiles);
            if (fields.has("pattern") && pattern.isEmpty()) {
                problems.add(fields.at("pattern"), "\"" + fields.needed("pattern") + "\" is no regular expression");
            }
            checks.add(new Matches(name(fields, "matches", of), of, pattern.orElse(".*"), where, severity, at));
        } else if (fields.has("expression") && fields.has("sql")) {
            String name = fields.needed("expression");
            checks.add(new Expression(name, fields.neededSql("sql"), where, severity, at));
        }
    }

    private static String name(Fields fields, String kind, String of) {
        return fields.text("name").orElse(kind + "(" + of + ")");
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private void refuseBounds(Fields bounds, String kind) {
        if (!bounds.has("min") && !bounds.has("max")) {
            problems.add(bounds.at(), kind + " has neither min nor max, so it would refuse nothing; give one of them");
        }
        boolean crossed = bounds.number("min").isPresent()
                && bounds.number("max").isPresent()
                && bounds.number("min").get().compareTo(bounds.number("max").get()) > 0;
        if (crossed) {
            problems.add(
                    bounds.at("min"),
                    kind + " has min " + bounds.needed("min") + " above max " + bounds.needed("max")
                            + ", so every row would be refused");
        }
    }

    private void refuseSameNames() {
        Map<String, Location> seen = new LinkedHashMap<>();
        for (Check check : checks) {
            Location first = seen.putIfAbsent(check.name(), check.at());
            if (first != null) {
                problems.add(
                        check.at(),
                        "there are two checks named " + check.name() + ", the first at " + first
                                + "; give one of them another name");
            }
        }
    }

    private void refuseTooMany(YamlList list) {
        long rows = checks.stream().filter(Check::onRows).count();
        if (rows > CheckSuite.ROW_CHECK_LIMIT) {
            problems.add(
                    list.at(),
                    rows + " row checks are more than the " + CheckSuite.ROW_CHECK_LIMIT
                            + " that one table can have; join some in one expression");
        }
    }
}
