package io.penstock.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTest {
    private final Problems problems = new Problems();

    @TempDir
    Path folder;

    @Test
    void everyNodeKnowsItsLine() {
        YamlMap map = map("a: 1\nb:\n  - x\n  - {c: y}\n\nd: >-\n  long\n  text\n");

        YamlList list = (YamlList) map.find("b").orElseThrow();
        assertThat(map.at("a")).hasToString("t.yaml:1");
        assertThat(map.at("d")).hasToString("t.yaml:6");
        assertThat(list.items().get(1).at()).hasToString("t.yaml:4");
        assertThat(scalar(map, "d").text()).isEqualTo("long text");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void noIsATextAndOnlyUnquotedNullIsNull() {
        YamlMap map = map("a: no\nb: null\nc: 'null'\nd:\n");

        assertThat(scalar(map, "a").text()).isEqualTo("no");
        assertThat(map.find("b")).isEmpty();
        assertThat(map.find("c")).isPresent();
        assertThat(map.find("d")).isEmpty();
        assertThat(map.entries()).containsKeys("b", "d");
    }

    @Test
    void valuesAreFilledInFromTheEnvironment() {
        YamlMap map = map(
                "a: ${LAKE}/x\nb: \"${ROUNDS:-300}\"\nc: ${EMPTY:-d}\nd: $${LAKE}\n${LAKE}: key\n",
                Map.of("LAKE", "s3a://b$1", "EMPTY", ""));

        assertThat(scalar(map, "a").text()).isEqualTo("s3a://b$1/x");
        assertThat(new Fields(map).whole("b")).contains(300L);
        assertThat(scalar(map, "c").text()).isEqualTo("d");
        assertThat(scalar(map, "d").text()).isEqualTo("${LAKE}");
        assertThat(map.entries()).containsKey("${LAKE}");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void aSecretFromTheEnvironmentStandsInNoMessage() {
        YamlMap map = map("a: ${TOKEN}\n", Map.of("TOKEN", "hunter2"));

        Shape.object("thing").need("a", Shape.whole(), "A number.").check(map, "thing", problems);

        assertThat(texts()).containsExactly("t.yaml:1: a is \"${TOKEN}\", but must be a whole number");
        assertThat(map.toString()).doesNotContain("hunter2");
    }

    @Test
    void aMissingVariableAndABrokenReferenceAreProblems() {
        read("a: ${GONE}\nb: ${not-a-name}\n", Map.of());

        assertThat(texts())
                .containsExactly(
                        "t.yaml:1: the environment has no variable GONE; set it, or give a default: ${GONE:-default}",
                        "t.yaml:2: \"${not-a-name}\" is no reference to the environment; write ${NAME} or"
                                + " ${NAME:-default}, and $${ for a ${ that is meant as such");
    }

    @Test
    void aKeyThatStandsTwiceIsAProblemAtTheSecond() {
        read("a: 1\nb: 2\na: 3\n", Map.of());

        assertThat(texts()).containsExactly("t.yaml:3: key \"a\" stands here twice; the first is at t.yaml:1");
    }

    @Test
    void tagsListKeysAndASecondDocumentAreProblems() {
        read("a: !!int 3\n? [x]\n: y\n---\nb: 1\n", Map.of());

        assertThat(texts())
                .containsExactly(
                        "t.yaml:1: the tag tag:yaml.org,2002:int is refused: values have no tags here",
                        "t.yaml:2: a key must be a text, not a list or a map",
                        "t.yaml:4: a file holds one definition; a second document starts here");
    }

    @Test
    void tabsAreToldWithTheirLine() {
        read("a: 1\n\tb: 2\n", Map.of());

        assertThat(texts())
                .singleElement()
                .asString()
                .startsWith("t.yaml:2: this is not YAML: ")
                .contains("TAB");
    }

    @Test
    void deepNestingIsRefused() {
        read("a: " + "[".repeat(10_000) + "]".repeat(10_000), Map.of());

        assertThat(texts()).containsExactly("t.yaml:1: this is not YAML: nested deeper than 40 levels");
    }

    @Test
    void aBombOfAliasesIsRefused() {
        String bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
                + IntStream.rangeClosed('b', 'i')
                        .mapToObj(c -> (char) c + ": &" + (char) c + " [" + ("*" + (char) (c - 1) + ", ").repeat(8)
                                + "*" + (char) (c - 1) + "]\n")
                        .collect(Collectors.joining());

        read(bomb, Map.of());

        assertThat(texts())
                .containsExactly(
                        "t.yaml:5: this is not YAML: more than 50000 values, aliases counted as often as they appear");
    }

    @Test
    void anAliasMayRepeatAValueButNotHoldItself() {
        YamlMap map = map("a: &x [1, 2]\nb: *x\n");
        assertThat(map.find("b")).isEqualTo(map.find("a"));

        read("a: &x [*x]\n", Map.of());
        assertThat(texts()).containsExactly("t.yaml:1: this is not YAML: *x refers to no anchor before it");
    }

    @Test
    void aFileThatIsNoMapOfUtf8TextIsAProblem() throws IOException {
        file("empty.yaml", new byte[0]);
        file("comment.yaml", "# nothing\n".getBytes(StandardCharsets.UTF_8));
        file("latin1.yaml", "owner: J\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1));
        file("list.yaml", "- a\n".getBytes(StandardCharsets.UTF_8));
        file("scalar.yaml", "\njust text\n".getBytes(StandardCharsets.UTF_8));
        file("zero.yaml", new byte[] {'a', ':', ' ', 0});
        file("huge.yaml", "# x\n".repeat(300_000).getBytes(StandardCharsets.UTF_8));

        assertThat(texts())
                .containsExactly(
                        "comment.yaml:1: this file is empty",
                        "empty.yaml:1: this file is empty",
                        "huge.yaml:1: this file has 1200000 bytes; a definition has at most 1048576",
                        "latin1.yaml:1: this file is not UTF-8 text; save it as UTF-8",
                        "list.yaml:1: a definition is a map of keys and values, but this file holds a list",
                        "scalar.yaml:2: a definition is a map of keys and values, but this file holds a single value",
                        "zero.yaml:1: this is not YAML: special characters are not allowed");
    }

    @Test
    void anOverlayMergesMapsReplacesTheRestAndRemovesByNull() {
        YamlMap base = map("train: {rounds: 300, seed: 7}\ntags: [a, b]\nsplit: {test: 30d, gap: 2d}\nttl: 3h\n");
        YamlMap over = map("train: {rounds: 10}\ntags: [c]\nsplit: {test_from: 2013-10-01}\nttl: null\nnew: 1\n");

        YamlMap merged = base.overlaid(over, Set.of("split"));

        assertThat(merged.entries().keySet()).containsExactly("train", "tags", "split", "new");
        assertThat(new Fields(merged).below("train").allTexts()).isEqualTo(Map.of("rounds", "10", "seed", "7"));
        assertThat(new Fields(merged).texts("tags")).isEqualTo(List.of("c"));
        assertThat(new Fields(merged).below("split").map().entries()).containsOnlyKeys("test_from");
    }

    private void file(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        assertThat(Yaml.readFile(file, name, Map.of(), problems)).isEmpty();
    }

    private YamlMap map(String text) {
        return map(text, Map.of());
    }

    private YamlMap map(String text, Map<String, String> environment) {
        return (YamlMap) read(text, environment).orElseThrow();
    }

    private Optional<YamlNode> read(String text, Map<String, String> environment) {
        return Yaml.read("t.yaml", text, environment, problems);
    }

    private static YamlScalar scalar(YamlMap map, String key) {
        return (YamlScalar) map.find(key).orElseThrow();
    }

    private List<String> texts() {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
