package io.penstock.lake;

import static io.penstock.lake.Sandbox.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed before its commit leaves nothing that shows, and the same command then gives the same table. */
class KillTest {

    static final String[] SLICES =
            IntStream.range(0, 40).mapToObj(i -> "d" + (10 + i)).toArray(String[]::new);

    @TempDir
    Path folder;

    @Test
    void killedBetweenStagingAndCommit() throws Exception {
        Sandbox box = Sandbox.in(folder.resolve("lake"));
        kill("0", () -> Files.exists(folder.resolve("staged")));
        assertThat(box.dataFiles(TABLE)).as("written, and orphans now").hasSize(40);

        assertThat(box.lake.tables()).isEmpty();
        assertRunsAgainAsIfUndisturbed(box);
    }

    @Test
    void killedInTheMiddleOfWriting() throws Exception {
        Sandbox box = Sandbox.in(folder.resolve("lake"));
        box.publish("r0", "p0", box.delays(java.util.Map.of("d10", 1.0)), "d10");
        kill("20", () -> box.dataFiles(TABLE).size() > 5);
        assertThat(box.dataFiles(TABLE)).hasSizeBetween(6, 40);

        assertThat(box.texts(box.lake.at(TABLE))).containsExactly("AA 1.0 d10");
        assertRunsAgainAsIfUndisturbed(box);
    }

    private void kill(String millisAtEachRow, BooleanSupplier moment) throws IOException, InterruptedException {
        Path output = folder.resolve("out");
        Process child = ChildJvm.start(KilledWriter.class, output, folder.toString(), millisAtEachRow);
        try {
            while (!moment.getAsBoolean()) {
                assertThat(child.isAlive())
                        .as("the child lives: %s", Files.readString(output))
                        .isTrue();
                Thread.sleep(20);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private void assertRunsAgainAsIfUndisturbed(Sandbox box) {
        Sandbox calm = Sandbox.in(folder.resolve("calm"));
        Published again = box.publish("r1", "p1", KilledWriter.rows(box.spark), SLICES);
        Published first = calm.publish("r1", "p1", KilledWriter.rows(calm.spark), SLICES);

        assertThat(box.texts(again.version())).isEqualTo(calm.texts(first.version()));
        for (String slice : SLICES) {
            assertThat(box.lake.slices(again.version()).get(slice).hash())
                    .isEqualTo(calm.lake.slices(first.version()).get(slice).hash());
        }
    }
}
