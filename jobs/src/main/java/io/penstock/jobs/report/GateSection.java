package io.penstock.jobs.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One source in the section of gates. */
record GateSection(SourceFacts source, Optional<DayChart> strip, Status status, CheckTable checks) {
    private static final int NAMED = 12;

    static GateSection of(SourceFacts source) {
        return new GateSection(
                source,
                source.batches().size() > 1 ? Optional.of(BatchStrip.chart(source)) : Optional.empty(),
                status(source),
                CheckTable.of(source.checks()));
    }

    /** What is wrong first, else in the given order. */
    static List<GateSection> of(List<SourceFacts> sources) {
        return sources.stream()
                .map(GateSection::of)
                .sorted(Comparator.comparing(gate -> isWell(gate.status)))
                .toList();
    }

    private static boolean isWell(Status status) {
        return status.tone() != Tone.BAD && status.tone() != Tone.WARN;
    }

    /** The newest batches that are not published. */
    public List<BatchFacts> named() {
        List<BatchFacts> all = source.unpublished();
        return all.subList(Math.max(0, all.size() - NAMED), all.size());
    }

    public int unnamed() {
        return source.unpublished().size() - named().size();
    }

    private static Status status(SourceFacts source) {
        List<BatchFacts> unpublished = source.unpublished();
        if (source.batches().isEmpty()) {
            return new Status(Tone.QUIET, "nothing read yet");
        }
        if (unpublished.isEmpty()) {
            return new Status(Tone.OK, "all published");
        }
        boolean missing = unpublished.stream().allMatch(batch -> batch.status().equals("missing"));
        return missing
                ? new Status(Tone.WARN, Format.count(unpublished.size()) + " missing")
                : new Status(Tone.BAD, Format.count(unpublished.size()) + " not published");
    }
}
