package io.penstock.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private enum Pet {
        CAT,
        DOG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Shape SHAPE = Shape.object("house")
            .need("name", Shape.name(), "Its name.")
            .may("rooms", Shape.whole(), "How many.")
            .may("rent", Shape.number(), "A month.")
            .may("old", Shape.flag(), "Whether it is.")
            .may("lease", Shape.duration(), "How long.")
            .may("built", Shape.date(), "When.")
            .may("zone", Shape.zone(), "Where.")
            .may("pet", Shape.choice(Pet.class), "Which.")
            .may("share", Shape.share(), "How much of it.")
            .may("types", Shape.map(Shape.column(), Shape.type()), "Columns.")
            .may("tags", Shape.list(Shape.text()), "Words.");

    private final Problems problems = new Problems();

    @Test
    void whatFitsIsNoProblemAndReadsAsItsType() {
        Fields house = check("name: villa_1\nrooms: 3\nrent: 1.5e3\nold: true\nlease: 1h30m\nbuilt: 2013-01-31\n"
                + "zone: America/New_York\npet: dog\nshare: 5%\ntypes: {a: 'decimal(10, 2)'}\ntags: [no, 7]\n");

        assertThat(problems.all()).isEmpty();
        assertThat(house.whole("rooms")).contains(3L);
        assertThat(house.number("rent").orElseThrow()).isEqualByComparingTo("1500");
        assertThat(house.flag("old")).isTrue();
        assertThat(house.duration("lease").orElseThrow()).hasMinutes(90);
        assertThat(house.choice("pet", Pet.class)).contains(Pet.DOG);
        assertThat(house.share("share")).contains(0.05);
        assertThat(house.below("types").types()).isEqualTo(Map.of("a", new ColumnType("decimal(10,2)")));
        assertThat(house.texts("tags")).containsExactly("no", "7");
    }

    @Test
    void allThatDoesNotFitIsToldAtOnce() {
        check("rooms: 2.5\nrent: '7'\nold: yes\nlease: 3 days\nbuilt: 2013-02-30\nzone: Mars\npet: dgo\nshare: 120%\n"
                + "types: {a b: long}\ntags: x\nroms: 3\n");

        assertThat(texts())
                .containsExactly(
                        "h.yaml:1: rooms is \"2.5\", but must be a whole number",
                        "h.yaml:1: key \"name\" is missing in house: Its name.",
                        "h.yaml:2: rent is \"7\", but must be a number",
                        "h.yaml:3: old is \"yes\", but must be true or false",
                        "h.yaml:4: lease is \"3 days\", but must be a duration such as 90s, 10m, 36h, 30d, 2w or 1h30m, of at most a hundred years",
                        "h.yaml:5: built is \"2013-02-30\", but must be a date such as 2013-01-31",
                        "h.yaml:6: zone is \"Mars\", but must be a time zone such as UTC or America/New_York",
                        "h.yaml:7: pet is \"dgo\", but must be one of cat, dog; did you mean \"dog\"?",
                        "h.yaml:8: share is \"120%\", but must be a share such as 5% or 0.05",
                        "h.yaml:9: key \"a b\" of types is \"a b\", but must be a column name without spaces and the"
                                + " characters , ; { } ( ) = . `",
                        "h.yaml:9: a b is \"long\", but must be a column type: string, boolean, int, bigint, float,"
                                + " double, decimal(p,s), date, timestamp",
                        "h.yaml:10: tags is \"x\", but must be a list, each item a text",
                        "h.yaml:11: unknown key \"roms\" in house; did you mean \"rooms\"? Allowed: built, lease,"
                                + " name, old, pet, rent, rooms, share, tags, types, zone");
    }

    @Test
    void aKeyWithoutValueIsAProblem() {
        check("name: villa\nrooms:\n");

        assertThat(texts()).containsExactly("h.yaml:2: rooms is empty, but must be a whole number");
    }

    @Test
    void aNumberThatWouldFillTheMemoryIsRefused() {
        check("name: villa\nrooms: 1e999999999\n");

        assertThat(texts()).containsExactly("h.yaml:2: rooms is \"1e999999999\", but must be a whole number");
    }

    @Test
    void aUnionTakesExactlyOneOfItsTags() {
        Shape union = Shape.union(
                "check", Map.of("least", Shape.object("check least").need("least", Shape.number(), "The least.")));

        union.check(node("[{lest: 1}]", 0), "a check", problems);
        union.check(node("[{least: 1, most: 2}]", 0), "a check", problems);

        assertThat(texts())
                .containsExactly(
                        "h.yaml:1: a check is no check: it has the keys lest, and none of least; did you mean"
                                + " \"least\"?",
                        "h.yaml:1: unknown key \"most\" in check least; Allowed: least");
    }

    @Test
    void aShapePrintsAsJsonSchema() {
        String schema = Shape.print(Shape.object("house")
                .need("rooms", Shape.whole(), "How many.")
                .may("pet", Shape.choice(Pet.class), "Which."));

        assertThat(Json.map(schema))
                .isEqualTo(
                        Json.map(
                                """
                        {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "house", "type": "object",
                         "additionalProperties": false, "required": ["rooms"],
                         "properties": {
                           "rooms": {"description": "How many.", "type": ["integer", "string"], "pattern": "\\\\$\\\\{"},
                           "pet": {"description": "Which.", "anyOf":
                             [{"enum": ["cat", "dog"]}, {"type": "string", "pattern": "\\\\$\\\\{"}]}}}
                        """));
    }

    private Fields check(String text) {
        YamlNode node = Yaml.read("h.yaml", text, problems).orElseThrow();
        SHAPE.check(node, "house", problems);
        return Fields.of(node);
    }

    private YamlNode node(String text, int item) {
        return ((YamlList) Yaml.read("h.yaml", text, problems).orElseThrow())
                .items()
                .get(item);
    }

    private List<String> texts() {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
