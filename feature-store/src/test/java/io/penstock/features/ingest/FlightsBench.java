package io.penstock.features.ingest;

import io.penstock.lake.Lake;
import io.penstock.validation.LocalSpark;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Takes flights, weather and planes of some days into a lake and says what it cost: {@code FlightsBench FROM TO FOLDER}. */
final class FlightsBench {
    private FlightsBench() {}

    public static void main(String[] arguments) {
        LocalDate from = LocalDate.parse(arguments[0]);
        List<String> days = from.datesUntil(LocalDate.parse(arguments[1]).plusDays(1))
                .map(LocalDate::toString)
                .toList();
        Lake lake = Lake.at(
                LocalSpark.session(), Path.of(arguments[2]).toAbsolutePath().toString());
        run(lake, "planes", List.of("planes"), List.of("all"));
        run(lake, "weather", List.of("weather"), days);
        run(lake, "flights", List.of("schedule", "departures", "arrivals"), days);
        run(lake, "flights", List.of("schedule", "departures", "arrivals"), days);
    }

    private static void run(Lake lake, String feed, List<String> sources, List<String> batches) {
        long start = System.nanoTime();
        long cpu = cpu();
        IngestOutcome outcome = new Ingestion(LocalSpark.session())
                .run(
                        lake,
                        Flights.PROJECT,
                        Flights.feed(feed),
                        sources.stream().map(Flights::source).toList(),
                        batches,
                        Project.run());
        System.out.printf(
                "%s: wall %.1f s, cpu %.1f s, reading %.1f s%n",
                feed,
                (System.nanoTime() - start) / 1e9,
                (cpu() - cpu) / 1e9,
                outcome.reading().toMillis() / 1e3);
        for (SourceOutcome source : outcome.sources()) {
            System.out.printf(
                    "  %s %s in %.1f s, %s, blocked %s, warned %d%n",
                    source.source(),
                    source.version(),
                    source.took().toMillis() / 1e3,
                    source.counts(),
                    source.with(BatchStatus.BLOCKED).stream().limit(3).toList(),
                    source.batches().stream()
                            .filter(batch -> !batch.warnings().isEmpty())
                            .count());
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
