package io.penstock.jobs.report;

import java.util.List;
import java.util.stream.Stream;

/** Views and predictions that were compared, those that differ first. */
record ConsistencySection(List<ComparedFacts> compared, List<ComparedFacts> skipped, Status status) {
    static ConsistencySection of(List<ComparedFacts> all) {
        List<ComparedFacts> compared =
                all.stream().filter(facts -> !facts.features().isEmpty()).toList();
        List<ComparedFacts> skipped =
                all.stream().filter(facts -> facts.features().isEmpty()).toList();
        return new ConsistencySection(compared, skipped, status(all));
    }

    public long values() {
        return compared.stream().mapToLong(ComparedFacts::compared).sum();
    }

    public long differing() {
        return compared.stream().mapToLong(ComparedFacts::mismatched).sum();
    }

    private static Status status(List<ComparedFacts> all) {
        return Stream.of(Tone.BAD, Tone.OK, Tone.WARN)
                .flatMap(tone -> all.stream().map(ComparedFacts::status).filter(status -> status.tone() == tone))
                .findFirst()
                .orElseGet(() -> new Status(Tone.QUIET, "not compared yet"));
    }
}
