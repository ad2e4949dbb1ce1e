package io.penstock.features.peers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark SQL and DuckDB as oracles beside the one in BigDecimal: other people's code, over files. */
class PeersTest {
    @TempDir
    Path folder;

    @Test
    void feastsPlanAndDuckDbFindTheSameLatestRows() throws Exception {
        try (DuckDb duckDb = DuckDb.open()) {
            Contest.latest(new BenchData(folder, 1), new Contest.Size(300, 400, 20), 2, 2, duckDb)
                    .check();
        }
    }

    @Test
    void rangeFramesAndRangeJoinsOfSparkAndDuckDbGiveTheSameMoments() throws Exception {
        try (DuckDb duckDb = DuckDb.open()) {
            Contest.windows(new BenchData(folder, 2), new Contest.Size(300, 900, 7), duckDb)
                    .check();
        }
    }

    @Test
    void aPeerThatDiffersIsNamedWithTheSeedTheRowAndTheValues() {
        String rows = "select id, double(id) as v__a, 1D as v__b from range(3)";
        Way ours = Way.ofSpark("ours", () -> LocalSpark.session().sql(rows));
        Way near =
                Way.ofSpark("near", () -> LocalSpark.session().sql(rows.replace("double(id)", "id * (1D + 1e-10D)")));
        Way far =
                Way.ofSpark("far", () -> LocalSpark.session().sql(rows.replace("double(id)", "if(id = 2, null, id)")));
        Way fewer = Way.ofSpark("fewer", () -> LocalSpark.session().sql(rows.replace("range(3)", "range(2)")));

        assertThatThrownBy(() -> new Contest(new BenchData(folder, 3), ours, List.of(near, far)).check())
                .hasMessage("far and ours differ, seed 3: at id 2: v__a is null, not 2.0;");
        assertThatThrownBy(() -> new Contest(new BenchData(folder, 3), ours, List.of(fewer)).check())
                .hasMessage("fewer and ours differ, seed 3: there are 2 rows, not 3");
    }
}
