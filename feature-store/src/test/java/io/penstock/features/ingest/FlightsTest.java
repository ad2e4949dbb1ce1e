package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.penstock.lake.Lake;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightsTest {
    /** The days of both clock changes. */
    private static final List<String> DAYS = List.of("2013-03-10", "2013-11-03");

    @TempDir
    private Path folder;

    @Test
    void eachFileIsReadOnceForThreeSourcesAndTheirClocksAreThoseOfTheFile() {
        Lake lake = Lake.at(Project.SPARK, folder.toString());
        IngestOutcome outcome = new Ingestion(Project.SPARK)
                .run(
                        lake,
                        Flights.PROJECT,
                        Flights.feed("flights"),
                        Stream.of("schedule", "departures", "arrivals")
                                .map(Flights::source)
                                .toList(),
                        DAYS,
                        Project.run());

        assertThat(outcome.filesRead()).isEqualTo(2);
        assertThat(outcome.sources())
                .extracting(SourceOutcome::source, SourceOutcome::counts)
                .containsExactly(
                        tuple("schedule", new Counts(1810, 1810, 0, 0, 0)),
                        tuple("departures", new Counts(1810, 1803, 0, 7, 0)),
                        tuple("arrivals", new Counts(1810, 1802, 0, 8, 0)));
        assertThat(lake.read(lake.at("sources/departures"))
                        .withColumn("clock", expr("from_utc_timestamp(event_timestamp, 'America/New_York')"))
                        .filter("hour(clock) * 100 + minute(clock) <> dep_time % 2400")
                        .count())
                .isZero();
    }
}
