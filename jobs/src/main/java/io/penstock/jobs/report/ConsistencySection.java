package io.penstock.jobs.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * Views and predictions that were compared.
 *
 * @param wrong those that differ or are stale
 * @param equal those that are as they should be
 * @param skipped those of which nothing could be compared
 */
record ConsistencySection(
        List<ComparedFacts> wrong, List<ComparedFacts> equal, List<ComparedFacts> skipped, Status status) {
    static ConsistencySection of(List<ComparedFacts> all) {
        return new ConsistencySection(at(Tone.BAD, all), at(Tone.OK, all), at(Tone.WARN, all), status(all));
    }

    private static List<ComparedFacts> at(Tone tone, List<ComparedFacts> all) {
        return all.stream().filter(facts -> facts.status().tone() == tone).toList();
    }

    public long values() {
        return wrong.stream().mapToLong(ComparedFacts::compared).sum()
                + equal.stream().mapToLong(ComparedFacts::compared).sum();
    }

    public long differing() {
        return wrong.stream().mapToLong(ComparedFacts::mismatched).sum();
    }

    private static Status status(List<ComparedFacts> all) {
        return Stream.of(Tone.BAD, Tone.OK, Tone.WARN)
                .flatMap(tone -> all.stream().map(ComparedFacts::status).filter(status -> status.tone() == tone))
                .findFirst()
                .orElseGet(() -> new Status(Tone.QUIET, "not compared yet"));
    }
}
