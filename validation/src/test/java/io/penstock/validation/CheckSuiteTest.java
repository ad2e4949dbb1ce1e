package io.penstock.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Problem;
import io.penstock.base.Problems;
import io.penstock.base.Yaml;
import io.penstock.base.YamlList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckSuiteTest {
    private final Problems problems = new Problems();

    @Test
    void everyKindIsReadWithItsName() {
        CheckSuite suite = read(
                """
                - {complete: [a, b]}
                - {complete: c, name: has_c, severity: warn}
                - {unique: [a, b]}
                - {in_range: a, min: -1.5}
                - {one_of: b, values: [no, 7]}
                - {matches: c, pattern: "[A-Z]+", where: a > 0}
                - {row_count: {min: 1, max: 9}}
                - {fresh: {within: 2h}}
                - {expression: sane, sql: a < b}
                """);

        assertThat(problems.all()).isEmpty();
        assertThat(suite.checks().stream().map(Check::name))
                .containsExactly(
                        "complete(a)",
                        "complete(b)",
                        "has_c",
                        "unique(a, b)",
                        "in_range(a)",
                        "one_of(b)",
                        "matches(c)",
                        "row_count",
                        "fresh(event_timestamp)",
                        "sane");
        assertThat(suite.tableChecks().stream().map(Check::name))
                .containsExactly("unique(a, b)", "row_count", "fresh(event_timestamp)");
        assertThat(suite.checks().get(2).severity()).isEqualTo(Severity.WARN);
        assertThat(((OneOf) suite.checks().get(5)).values()).containsExactly("no", "7");
        assertThat(suite.checks().get(6).where())
                .hasValueSatisfying(where -> assertThat(where).hasToString("a > 0"));
    }

    @Test
    void whatCannotBeMeantIsAProblem() {
        read(
                """
                - {in_range: a, min: 3, max: 2}
                - {in_range: a}
                - {one_of: b, values: []}
                - {matches: c, pattern: "("}
                - {row_count: {}}
                - {expression: twice, sql: a}
                - {expression: twice, sql: b}
                """);

        assertThat(texts())
                .containsExactly(
                        "c.yaml:1: in_range has min 3 above max 2, so every row would be refused",
                        "c.yaml:2: in_range has neither min nor max, so it would refuse nothing; give one of them",
                        "c.yaml:2: there are two checks named in_range(a), the first at c.yaml:1; give one of them"
                                + " another name",
                        "c.yaml:3: one_of allows no value, so every row would be refused; name some",
                        "c.yaml:4: \"(\" is no regular expression",
                        "c.yaml:5: row_count has neither min nor max, so it would refuse nothing; give one of them",
                        "c.yaml:7: there are two checks named twice, the first at c.yaml:6; give one of them another"
                                + " name");
    }

    @Test
    void moreRowChecksThanBitsAreRefused() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            text.append("- {complete: c").append(i).append("}\n");
        }

        read(text.toString());

        assertThat(texts())
                .containsExactly(
                        "c.yaml:1: 64 row checks are more than the 63 that one table can have; join some in one"
                                + " expression");
    }

    @Test
    void theFingerprintIsOfWhatIsCheckedNotOfWhereItStands() {
        String one = read("- {in_range: a, min: 0, where: b > 1}\n").fingerprint();

        assertThat(read("\n\n- {in_range: a, min: 0, where: b > 1}\n").fingerprint())
                .isEqualTo(one);
        assertThat(read("- {in_range: a, min: 1, where: b > 1}\n").fingerprint())
                .isNotEqualTo(one);
        assertThat(read("- {in_range: a, min: 0, where: b > 2}\n").fingerprint())
                .isNotEqualTo(one);
        assertThat(read("- {in_range: a, min: 0, where: b > 1, severity: warn}\n")
                        .fingerprint())
                .isNotEqualTo(one);
    }

    private CheckSuite read(String text) {
        YamlList list = (YamlList) Yaml.read("c.yaml", text, problems).orElseThrow();
        CheckSuite.SHAPE.check(list, "checks", problems);
        return CheckSuite.read(list, problems);
    }

    private List<String> texts() {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
