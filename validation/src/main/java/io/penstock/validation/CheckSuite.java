package io.penstock.validation;

import io.penstock.base.Digest;
import io.penstock.base.Problems;
import io.penstock.base.Shape;
import io.penstock.base.YamlList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The checks of one table, in the order of their definition; their names differ. */
public record CheckSuite(List<Check> checks) {
    /** How many row checks one suite can hold: each has a bit of a long. */
    public static final int ROW_CHECK_LIMIT = 63;

    /** No check at all. */
    public static final CheckSuite NONE = new CheckSuite(List.of());

    /** How checks are written. */
    public static final Shape SHAPE = CheckYaml.SHAPE;

    public CheckSuite {
        checks = List.copyOf(checks);
    }

    /** Reads the checks of a list that {@link #SHAPE} has checked; what is wrong beyond that is added to the problems. */
    public static CheckSuite read(YamlList list, Problems problems) {
        return CheckYaml.read(list, problems);
    }

    /** This suite followed by further checks. */
    public CheckSuite and(Check... more) {
        List<Check> all = new ArrayList<>(checks);
        all.addAll(List.of(more));
        return new CheckSuite(all);
    }

    /** The checks that judge each row. */
    public List<Check> rowChecks() {
        return checks.stream().filter(Check::onRows).toList();
    }

    /** The checks that look at the good rows of a slice together. */
    public List<Check> tableChecks() {
        return checks.stream().filter(check -> !check.onRows()).toList();
    }

    /** A digest of what is checked; where the checks stand in their file does not matter. */
    public String fingerprint() {
        return Digest.sha256(checks.stream().map(CheckSuite::print).collect(Collectors.joining("\n")));
    }

    /** A record prints its components; an {@code Sql} prints as its text alone, so only the check's place must go. */
    private static String print(Check check) {
        return check.toString().replace(", at=" + check.at() + "]", "]");
    }
}
