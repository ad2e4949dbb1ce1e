package io.penstock.features.peers;

import io.penstock.features.BenchTimes;
import io.penstock.validation.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One way to compute some features from Parquet files. {@code work} puts them into Parquet files, so that they can be
 * compared; {@code timed} is what is measured: the same, or the features computed and dropped.
 */
record Way(String name, Work work, Work timed) {

    interface Work {
        void write(Path to) throws Exception;
    }

    /** Measured with the writing of files; the plan is made anew each time. */
    static Way ofSpark(String name, Supplier<Dataset<Row>> rows) {
        Work work = to -> rows.get().write().mode("overwrite").parquet(to.toString());
        return new Way(name, work, work);
    }

    /** Measured with the writing of files. */
    static Way ofDuckDb(String name, DuckDb duckDb, String query) {
        Work work = to -> duckDb.write(query, to);
        return new Way(name, work, work);
    }

    /** Measured until every row has been computed. */
    static Way ofSparkAlone(String name, Supplier<Dataset<Row>> rows) {
        return new Way(
                name,
                ofSpark(name, rows).work(),
                to -> rows.get().write().format("noop").mode("overwrite").save());
    }

    /** Measured until every row lies in a table in memory. */
    static Way ofDuckDbAlone(String name, DuckDb duckDb, String query) {
        return new Way(name, ofDuckDb(name, duckDb, query).work(), to -> duckDb.compute(query));
    }

    Dataset<Row> write(Path to) throws Exception {
        work.write(to);
        return LocalSpark.session().read().parquet(to.toString());
    }

    /** How long each took; rounds from {@code first} to {@code last}, of which those up to 0 do not count. */
    static List<BenchTimes> takeTurns(List<Way> ways, Path folder, int first, int last) throws Exception {
        List<BenchTimes> times =
                ways.stream().map(way -> new BenchTimes(way.name())).toList();
        for (int round = first; round <= last; round++) {
            for (int i = 0; i < times.size(); i++) {
                Work work = ways.get(i).timed();
                Path own = folder.resolve("times-" + i);
                times.get(i).time(round, () -> 0, () -> work.write(own));
                System.err.println("round " + round + ", " + times.get(i).newest());
            }
        }
        return times;
    }
}
