package io.penstock.lake;

import static io.penstock.lake.Sandbox.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.UserError;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files of records put together: fewer files, the same rows, and nothing that others wrote meanwhile is lost. */
class CompactionTest {

    @TempDir
    Path folder;

    private Sandbox box;

    @BeforeEach
    void open() {
        box = Sandbox.in(folder);
    }

    @Test
    void manyAppendsBecomeOneFileWithTheSameRows() {
        for (int i = 0; i < 9; i++) {
            box.lake.append(MetaTable.METRICS, List.of(metric(i)));
        }
        List<String> before = Sandbox.texts(box.lake.readRecords(MetaTable.METRICS));

        Compacted compacted = box.lake.compact("meta/metrics");

        assertThat(compacted.before()).isEqualTo(9);
        assertThat(compacted.after()).isEqualTo(1);
        assertThat(compacted.version()).isEqualTo(box.lake.at("meta/metrics"));
        assertThat(Sandbox.texts(box.lake.readRecords(MetaTable.METRICS))).isEqualTo(before);
        assertThat(box.lake.compact("meta/metrics").after()).isEqualTo(1);
    }

    @Test
    void decisionsSeeEveryRecordAfterwards() {
        for (int i = 1; i <= 10; i++) {
            long version = i;
            box.lake.decide(MetaTable.MODELS, there -> {
                assertThat(there).hasSize((int) version - 1);
                return List.of(model(version));
            });
        }

        assertThat(box.lake.compact("meta/models").after()).isEqualTo(1);

        AtomicReference<List<Row>> seen = new AtomicReference<>();
        box.lake.decide(MetaTable.MODELS, there -> {
            seen.set(there);
            return List.of(model(11));
        });
        assertThat(seen.get())
                .extracting(event -> event.getLong(1))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(box.lake.readRecords(MetaTable.MODELS).count()).isEqualTo(11);
    }

    @Test
    void appendsMeanwhileAreNotLost() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            box.lake.append(MetaTable.METRICS, List.of(metric(i)));
        }
        List<Throwable> failed = new ArrayList<>();
        Thread writer = new Thread(() -> {
            for (int i = 10; i < 25; i++) {
                box.lake.append(MetaTable.METRICS, List.of(metric(i)));
            }
        });
        writer.setUncaughtExceptionHandler((thread, error) -> failed.add(error));

        writer.start();
        box.lake.compact("meta/metrics");
        writer.join();

        assertThat(failed).isEmpty();
        assertThat(box.lake
                        .readRecords(MetaTable.METRICS)
                        .select("value")
                        .distinct()
                        .count())
                .isEqualTo(25);
        assertThat(box.lake.readRecords(MetaTable.METRICS).count()).isEqualTo(25);
    }

    @Test
    void productsAreWrittenAsTheyShouldBeAndAreLeftAlone() {
        box.publish("r1", "p1", box.frame(row("AA", 1.0, "d1")), "d1");

        assertThatThrownBy(() -> box.lake.compact(Sandbox.TABLE))
                .isInstanceOf(UserError.class)
                .hasMessage("sources/departures has nothing to put together: a slice of a product is written in as many"
                        + " files as it should have; optimize is for tables of records (meta, monitoring, quarantine)");
    }

    private static Row metric(int number) {
        return row("sources/departures", "d1", "delay", "mean", (double) number, "r1");
    }

    private static Row model(long version) {
        Object[] values = new Object[MetaTable.MODELS.schema().length()];
        values[0] = "late";
        values[1] = version;
        values[2] = "d" + version;
        values[3] = "registered";
        values[6] = Instant.now();
        return row(values);
    }
}
