package io.penstock.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first screen: what is wrong, the figures that sum it up, the last attempt of each job. */
record Overview(List<Trouble> troubles, List<Figure> figures, List<RunFacts> lastRuns) {
    /** A number that sums something up. */
    record Figure(String label, String value, String note) {}

    static Overview of(ReportData data) {
        return new Overview(Troubles.in(data), figures(data), Troubles.lastRuns(data.runs()));
    }

    /** How much is wrong, and how much else there is to look at. */
    public String headline() {
        long wrong = troubles.stream()
                .filter(trouble -> trouble.status().tone() == Tone.BAD)
                .count();
        long others = troubles.size() - wrong;
        String look = Format.count(others) + " to look at";
        if (wrong == 0) {
            return look;
        }
        return Format.plural(wrong, "thing is", "things are") + " wrong" + (others == 0 ? "" : ", " + look);
    }

    private static List<Figure> figures(ReportData data) {
        List<Figure> figures = new ArrayList<>();
        if (!data.sources().isEmpty()) {
            figures.add(gated(data.sources()));
        }
        long built =
                data.views().stream().filter(view -> view.version().isPresent()).count();
        long rows = data.views().stream().mapToLong(ViewFacts::rows).sum();
        long features =
                data.views().stream().mapToLong(view -> view.features().size()).sum();
        figures.add(new Figure(
                "Features",
                Format.count(features),
                Format.plural(data.views().size(), "view", "views") + ", " + Format.count(built) + " published, "
                        + Format.brief(rows) + " rows"));
        data.models().forEach(model -> figures.addAll(of(model)));
        return figures;
    }

    private static Figure gated(List<SourceFacts> sources) {
        long read = sources.stream().mapToLong(SourceFacts::read).sum();
        long good = sources.stream().mapToLong(SourceFacts::good).sum();
        long quarantined = sources.stream().mapToLong(SourceFacts::quarantined).sum();
        long blocked = sources.stream().mapToLong(SourceFacts::blocked).sum();
        return new Figure(
                "Rows read",
                Format.count(read),
                Format.count(good) + " good, " + Format.count(quarantined) + " quarantined, " + Format.count(blocked)
                        + " blocked");
    }

    private static List<Figure> of(ModelFacts model) {
        List<Figure> figures = new ArrayList<>();
        Optional<Measure> auc = model.card().flatMap(card -> card.tested("auc"));
        auc.ifPresent(measure -> figures.add(new Figure(
                "Test AUC of " + SafeText.clip(model.name(), 40),
                Format.decimal(measure.value()),
                measure.hasInterval()
                        ? "95 % interval " + Format.decimal(measure.low()) + " to " + Format.decimal(measure.high())
                        : "without an interval")));
        long scored = model.days().stream().mapToLong(ScoredDay::rows).sum();
        if (scored > 0) {
            figures.add(new Figure(
                    "Predictions",
                    Format.count(scored),
                    Format.plural(model.days().size(), "day", "days") + " scored, the last "
                            + model.days().get(model.days().size() - 1).day()));
        }
        return figures;
    }
}
