package io.penstock.lake;

import static io.penstock.lake.Sandbox.LAYOUT;
import static io.penstock.lake.Sandbox.TABLE;
import static io.penstock.lake.Sandbox.commit;
import static io.penstock.lake.Sandbox.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.TableVersion;
import io.penstock.validation.Passes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A random sequence of publications leaves what a map of slices, replaced one by one, would hold. */
class PublicationLawTest {

    private static final List<String> SLICES = List.of("d1", "d2", "d3", "d4");
    private static final int STEPS = 8;

    @TempDir
    Path folder;

    /** What the oracle knows of a slice. */
    record Known(List<Double> delays, String pins, String suite, String runId, long version) {}

    @ParameterizedTest
    @ValueSource(longs = 20130101)
    void randomPublicationsAreWhatAMapOfSlicesHolds(long seed) {
        Random random = new Random(seed);
        Sandbox box = Sandbox.in(folder);
        TreeMap<String, Known> now = new TreeMap<>();
        List<Map<String, Known>> versions = new ArrayList<>(List.of(Map.of()));
        for (int step = 0; step < STEPS; step++) {
            Lake lake = random.nextBoolean() ? box.lake : Lake.at(box.spark, folder.toString());
            String told = "seed " + seed + ", step " + step;
            TreeMap<String, Known> asked = ask(random, "r" + step, versions.size());
            List<String> passed = asked.keySet().stream()
                    .filter(slice -> random.nextInt(5) > 0)
                    .toList();
            List<String> changed = passed.stream()
                    .filter(slice -> !same(now.get(slice), asked.get(slice)))
                    .toList();
            if (passed.isEmpty()) {
                continue;
            }

            Published published = publish(box, lake, asked, passed, "r" + step);

            changed.forEach(slice -> now.put(slice, asked.get(slice)));
            if (!changed.isEmpty()) {
                versions.add(new TreeMap<>(now));
            }
            assertThat(published.changed()).as(told).containsExactlyElementsOf(changed);
            assertThat(published.version().version()).as(told).isEqualTo(versions.size() - 1);
        }
        for (int version : new int[] {versions.size() / 2, versions.size() - 1}) {
            check(box, "seed " + seed + ", version " + version, version, versions.get(version));
        }
    }

    private static TreeMap<String, Known> ask(Random random, String runId, long version) {
        TreeMap<String, Known> asked = new TreeMap<>();
        String suite = "suite" + random.nextInt(4) / 3;
        for (String slice : SLICES) {
            if (random.nextInt(3) > 0) {
                List<Double> delays = IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> 1.0 * i)
                        .toList();
                asked.put(slice, new Known(delays, "p" + random.nextInt(4) / 3, suite, runId, version));
            }
        }
        return asked;
    }

    private static boolean same(Known there, Known asked) {
        return there != null
                && there.delays().equals(asked.delays())
                && there.pins().equals(asked.pins())
                && there.suite().equals(asked.suite());
    }

    private static Published publish(
            Sandbox box, Lake lake, TreeMap<String, Known> asked, List<String> passed, String runId) {
        List<Row> rows = new ArrayList<>();
        Map<String, Map<String, Object>> details = new TreeMap<>();
        asked.forEach((slice, known) -> {
            known.delays().forEach(delay -> rows.add(row("AA", delay, slice)));
            details.put(slice, Map.of(Commit.PINS, known.pins()));
        });
        Commit base = commit(runId, "");
        Commit commit = new Commit(base.run(), base.parents(), base.definitionHash(), details, base.details());
        try (Staged staged = lake.stage(LAYOUT, box.frame(rows.toArray(Row[]::new)), List.copyOf(asked.keySet()))) {
            String suite = asked.firstEntry().getValue().suite();
            return lake.publish(Passes.only(staged, passed, suite), commit);
        }
    }

    private static void check(Sandbox box, String told, long version, Map<String, Known> expected) {
        TableVersion at = new TableVersion(TABLE, version);
        Map<String, SliceRecord> records = box.lake.slices(at);
        assertThat(records.keySet()).as(told).isEqualTo(expected.keySet());
        List<String> rows = new ArrayList<>();
        expected.forEach((slice, known) -> {
            SliceRecord record = records.get(slice);
            assertThat(record.rows()).as(told).isEqualTo(known.delays().size());
            assertThat(record.pins()).as(told).isEqualTo(known.pins());
            assertThat(record.suite()).as(told).isEqualTo(known.suite());
            assertThat(record.runId()).as(told).isEqualTo(known.runId());
            assertThat(record.version()).as(told).isEqualTo(known.version());
            known.delays().forEach(delay -> rows.add("AA " + delay + " " + slice));
        });
        assertThat(box.texts(at))
                .as(told)
                .containsExactlyElementsOf(rows.stream().sorted().toList());
    }
}
