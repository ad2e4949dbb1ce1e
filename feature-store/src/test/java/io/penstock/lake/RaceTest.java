package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.validation.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at once: what one of them was told it had committed is there. */
class RaceTest {

    @TempDir
    Path folder;

    @Test
    void of200CommitsThatTwoProcessesWriteAtOnceEachHasOneWinner() throws Exception {
        race("links", 200);

        List<String> one = Files.readAllLines(folder.resolve("one.won"));
        List<String> two = Files.readAllLines(folder.resolve("two.won"));
        List<String> all = new ArrayList<>(one);
        all.addAll(two);
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200)
                        .mapToObj(round -> String.format("%020d.json", round))
                        .toList());
        for (String file : all) {
            assertThat(Files.readAllLines(folder.resolve(file)))
                    .containsExactly(one.contains(file) ? "one" : "two", "x".repeat(10_000));
        }
    }

    @Test
    void of100AppendsOfTwoProcessesToOneTableNoneIsLost() throws Exception {
        Lake lake = Sandbox.in(folder).lake;
        new Records(lake, LocalSpark.session()).create(MetaTable.METRICS);
        race("appends", 50);

        List<String> there = lake.readRecords(MetaTable.METRICS).select("run_id").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        List<String> told = new ArrayList<>(Files.readAllLines(folder.resolve("one.won")));
        told.addAll(Files.readAllLines(folder.resolve("two.won")));
        assertThat(told).hasSize(100);
        assertThat(there).containsExactlyInAnyOrderElementsOf(told);
        assertThat(lake.history(MetaTable.METRICS.table())).hasSize(101);
    }

    private void race(String kind, int rounds) throws IOException, InterruptedException {
        List<Process> children = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            children.add(ChildJvm.start(
                    RacingWriter.class,
                    folder.resolve(name + ".out"),
                    kind,
                    folder.toString(),
                    name,
                    Integer.toString(rounds)));
        }
        for (Process child : children) {
            assertThat(ChildJvm.await(child))
                    .as("exit of a child, %s", Files.readString(folder.resolve("one.out")))
                    .isZero();
        }
    }
}
