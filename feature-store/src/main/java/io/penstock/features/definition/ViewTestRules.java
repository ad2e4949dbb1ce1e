package io.penstock.features.definition;

import io.penstock.base.Nearest;
import io.penstock.base.Problems;
import io.penstock.features.Entity;
import io.penstock.features.Source;
import io.penstock.features.ViewTest;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What must hold of a view's examples. */
record ViewTestRules(List<ViewTest> tests, Problems problems) {

    /** The rows that examples give have columns of the source, the entity's keys among them, and say when they happened. */
    void given(Source source, Optional<Entity> entity, Scope scope) {
        tests.forEach(test -> test.given().forEach(row -> given(test, row, source, entity, scope)));
    }

    private void given(ViewTest test, Map<String, Object> row, Source source, Optional<Entity> entity, Scope scope) {
        if (!source.isStatic() && row.get("event_timestamp") == null) {
            problems.add(
                    test.at(),
                    "a given row of the test lacks \"event_timestamp\"; a row that never happened counts nowhere");
        }
        instant(test, "event_timestamp of a given row", row.get("event_timestamp"));
        instant(test, "created_timestamp of a given row", row.get("created_timestamp"));
        row.keySet().stream()
                .filter(column -> !scope.has(column))
                .forEach(column -> problems.add(
                        test.at(),
                        "a given row of the test names the column \"" + column + "\", which " + scope.title()
                                + " does not have" + Nearest.hint(column, scope.names())));
        entity.ifPresent(present -> present.keys().keySet().stream()
                .filter(key -> !row.containsKey(key))
                .forEach(key -> problems.add(
                        test.at(),
                        "a given row of the test lacks \"" + key + "\", a key of entity " + present.name())));
    }

    /** The rows that examples expect have the entity's keys, a moment, and features. */
    void expected(Entity entity, Scope table) {
        tests.forEach(test -> test.expect().forEach(row -> expected(test, row, entity, table)));
    }

    private void expected(ViewTest test, Map<String, Object> row, Entity entity, Scope table) {
        instant(test, "at of an expected row", row.get("at"));
        row.keySet().stream()
                .filter(column -> !table.has(column))
                .forEach(column -> problems.add(
                        test.at(),
                        "an expected row of the test names \"" + column + "\", which is neither a key nor"
                                + " a feature of the view" + Nearest.hint(column, table.names())));
        TreeSet<String> needed = new TreeSet<>(entity.keys().keySet());
        needed.add("at");
        needed.removeAll(row.keySet());
        needed.forEach(key -> problems.add(
                test.at(),
                "an expected row of the test lacks \"" + key + "\"; it needs the entity's keys and at, the moment"));
    }

    private void instant(ViewTest test, String what, Object value) {
        try {
            if (value != null) {
                OffsetDateTime.parse(value.toString().replace(' ', 'T'));
            }
        } catch (DateTimeParseException e) {
            problems.add(
                    test.at(),
                    what + " of the test is \"" + value
                            + "\", but must be an instant with its zone, such as 2013-01-31T10:00:00Z");
        }
    }
}
