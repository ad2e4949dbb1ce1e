package io.penstock.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.RunId;
import io.penstock.base.Verdict;
import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisteredInALakeTest {
    private static final Instant OCTOBER = Instant.parse("2013-10-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void eventsComeBackFromTheTableAsTheyWereWritten() {
        Act act = new Act("job", OCTOBER, Optional.of(new RunId("run-1")));

        ModelRegistry watching = open();
        assertThat(watching.events("late")).isEmpty();
        ModelVersion version = open().register("late", "a", act).version();
        ModelEvent promoted = open().decide(version, new Decision.Promoted("good"), "evidence", act)
                .orElseThrow();

        assertThat(open().register("late", "a", act)).isEqualTo(new Registered(version, Verdict.NOTHING_TO_DO));
        assertThat(watching.events("late")).hasSize(2).last().isEqualTo(promoted);
        assertThat(watching.championAt("late", OCTOBER)).contains(version);
    }

    @Test
    void registrationsAtTheSameTimeGetEachNumberOnce() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Callable<List<Long>>> writers = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            writers.add(() -> register(name));
        }

        List<Long> versions = new ArrayList<>();
        for (Future<List<Long>> written : two.invokeAll(writers)) {
            versions.addAll(written.get());
        }
        two.shutdown();

        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(open().events("late"))
                .extracting(ModelEvent::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    private List<Long> register(String name) {
        ModelRegistry own = open();
        List<Long> versions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            versions.add(own.register("late", name + i, new Act(name, OCTOBER, Optional.empty()))
                    .version()
                    .version());
        }
        return versions;
    }

    private ModelRegistry open() {
        return ModelRegistry.of(Lake.at(LocalSpark.session(), folder.toString()));
    }
}
