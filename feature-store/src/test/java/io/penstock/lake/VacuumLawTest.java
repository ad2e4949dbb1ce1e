package io.penstock.lake;

import static io.penstock.lake.Sandbox.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.KillPoint;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.validation.Passes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever was published, put together and left over: after a vacuum every kept version has the rows that it had, and of the
 * files there are those that a kept version needs and what may still be committed, no other. Killed, it ends the same.
 */
class VacuumLawTest {

    private static final int STEPS = 8;
    private static final List<String> SLICES = List.of("d1", "d2", "d3");

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    /** What was so before: of each version its rows, its files and when it was committed. */
    private final Map<Long, List<String>> rows = new TreeMap<>();

    private final Map<Long, Set<String>> files = new TreeMap<>();
    private final Map<Long, Instant> committed = new TreeMap<>();

    @ParameterizedTest
    @CsvSource({"1,", "2, vacuum:deleting", "3, vacuum:deleted"})
    void keptVersionsStayAndNothingElseDoes(long seed, String killedAt) throws Exception {
        String told = "seed " + seed;
        Random random = new Random(seed);
        makeHistory(random);
        Set<String> young = leftOver("young", now.minus(Duration.ofHours(23)));
        leftOver("old", now.minus(Duration.ofHours(25)));
        Lake lake = Lake.at(Sandbox.in(folder).spark, folder.toString());
        Instant since = now.minus(Duration.ofDays(random.nextInt(4)));
        Set<Long> kept = new TreeSet<>(lake.newestSince(TABLE, since));
        assertThat(kept).as(told).isEqualTo(newestSince(since));
        kept.add(1L + random.nextInt(STEPS / 2));

        VacuumPlan plan = lake.planVacuum(TABLE, kept);
        if (killedAt != null) {
            assertThat(plan.files()).as(told).hasSizeGreaterThan(2);
            killed(killedAt, kept);
        }
        lake.vacuum(lake.planVacuum(TABLE, kept));

        Set<String> needed = new TreeSet<>();
        kept.forEach(version -> needed.addAll(files.get(version)));
        Set<Long> lost = new TreeSet<>(files.keySet());
        lost.removeIf(version -> needed.containsAll(files.get(version)));
        assertThat(plan.lost()).as(told).containsExactlyElementsOf(lost);
        Set<String> expected = new TreeSet<>(needed);
        expected.addAll(young);
        assertThat(Sandbox.in(folder).dataFiles(TABLE)).as(told).containsExactlyElementsOf(expected);
        Lake fresh = Lake.at(Sandbox.in(folder).spark, folder.toString());
        for (long version : files.keySet()) {
            TableVersion one = new TableVersion(TABLE, version);
            if (lost.contains(version)) {
                assertThatThrownBy(() -> fresh.read(one))
                        .as(told)
                        .isInstanceOf(UserError.class)
                        .hasMessageStartingWith(one + " cannot be read any more: a vacuum removed its files");
            } else {
                assertThat(Sandbox.texts(fresh.read(one))).as(told + ", " + one).isEqualTo(rows.get(version));
            }
        }
        assertThat(fresh.planVacuum(TABLE, kept).files()).as(told).isEmpty();
    }

    private void makeHistory(Random random) throws IOException {
        Sandbox box = Sandbox.in(folder);
        for (int step = 0; step < STEPS; step++) {
            Map<String, Double> delays = new HashMap<>();
            String[] slices =
                    SLICES.stream().filter(slice -> random.nextInt(3) > 0).toArray(String[]::new);
            Arrays.stream(slices)
                    .filter(slice -> random.nextInt(5) > 0)
                    .forEach(slice -> delays.put(slice, random.nextDouble()));
            Layout layout = random.nextInt(5) == 0 ? Sandbox.LAYOUT.anew() : Sandbox.LAYOUT;
            if (slices.length == 0) {
                continue;
            }
            try (Staged staged = box.lake.stage(layout, box.delays(delays), List.of(slices))) {
                box.lake.publish(Passes.all(staged), Sandbox.commit("r" + step, "p" + step, slices));
            }
        }
        long newest = box.lake.at(TABLE).version();
        for (long version = 0; version <= newest; version++) {
            TableVersion one = new TableVersion(TABLE, version);
            rows.put(version, box.texts(one));
            files.put(version, new TreeSet<>());
            for (String file : box.lake.read(one).inputFiles()) {
                files.get(version).add(file.substring(file.indexOf(TABLE) + TABLE.length() + 1));
            }
            setTime(version, now.minus(Duration.ofHours((newest - version) * 24 + 1)));
        }
    }

    /** The versions that were the newest at some time since: all but those that another replaced before. */
    private Set<Long> newestSince(Instant since) {
        Set<Long> versions = new TreeSet<>();
        committed.keySet().stream()
                .filter(version -> !committed.containsKey(version + 1)
                        || !committed.get(version + 1).isBefore(since))
                .forEach(versions::add);
        return versions;
    }

    private void setTime(long version, Instant time) throws IOException {
        Path commit = folder.resolve(TABLE).resolve("_delta_log/%020d.json".formatted(version));
        String text = Files.readString(commit);
        Files.writeString(commit, text.replaceAll("\"timestamp\":\\d+", "\"timestamp\":" + time.toEpochMilli()));
        committed.put(version, Instant.ofEpochMilli(time.toEpochMilli()));
    }

    /** A file that a writer left, or is about to commit. */
    private Set<String> leftOver(String name, Instant time) throws IOException {
        List<String> made = new ArrayList<>();
        for (String slice : List.of("batch=d1", "batch=d9")) {
            Path file = folder.resolve(TABLE).resolve(slice).resolve(name + ".parquet");
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
            Files.setLastModifiedTime(file, FileTime.from(time));
            made.add(slice + "/" + name + ".parquet");
        }
        return Set.copyOf(made);
    }

    private void killed(String place, Set<Long> kept) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        kept.forEach(version -> arguments.add(version.toString()));
        Path output = Files.createTempFile("killed", ".txt");
        Process child = ChildJvm.start(
                KilledVacuum.class, Map.of(KillPoint.PROPERTY, place), output, arguments.toArray(String[]::new));
        assertThat(ChildJvm.await(child)).as(Files.readString(output)).isEqualTo(137);
    }
}
