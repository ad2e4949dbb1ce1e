package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.List;
import java.util.stream.DoubleStream;

/** The three pictures of a classifier: does it rank, does it find, can its scores be taken as probabilities. */
record CurveCharts(SafeString roc, SafeString pr, SafeString calibration) {
    static CurveCharts of(CardFacts card, CurveFacts curves) {
        return new CurveCharts(roc(card, curves), pr(card, curves), calibration(card, curves));
    }

    private static SafeString roc(CardFacts card, CurveFacts curves) {
        String auc = value(card, "auc");
        return new SquarePlot(
                        1,
                        "ROC curve on the test split",
                        "True positive rate against false positive rate; area under the curve " + auc,
                        "False positive rate",
                        "True positive rate")
                .diagonal("chance")
                .curve(curves.roc())
                .note(0.98, 0.06, "figure end", "AUC " + auc)
                .svg()
                .markup();
    }

    private static SafeString pr(CardFacts card, CurveFacts curves) {
        String area = value(card, "pr_auc");
        SquarePlot plot = new SquarePlot(
                1,
                "Precision-recall curve on the test split",
                "Precision against recall; area under the curve " + area,
                "Recall",
                "Precision");
        card.split("test")
                .filter(split -> split.positives() > 0 && split.rows() > 0)
                .ifPresent(split -> plot.level(
                        (double) split.positives() / split.rows(), "share of positives " + split.positiveShare()));
        return plot.curve(curves.pr())
                .note(0.98, 0.92, "figure end", "PR-AUC " + area)
                .svg()
                .markup();
    }

    private static SafeString calibration(CardFacts card, CurveFacts curves) {
        List<CurveFacts.Point> points = curves.calibration().stream()
                .map(bin -> new CurveFacts.Point(bin.meanScore(), bin.observed()))
                .toList();
        double most = points.stream()
                .flatMapToDouble(point -> DoubleStream.of(point.x(), point.y()))
                .max()
                .orElse(1);
        String error = value(card, "ece");
        return new SquarePlot(
                        Math.min(1, Math.ceil(most * 5) / 5),
                        "Calibration on the test split",
                        "Observed share against mean score in " + points.size() + " bins; expected calibration error "
                                + error,
                        "Mean score",
                        "Observed share")
                .diagonal("perfect")
                .curve(points)
                .dots(points)
                .note(
                        Math.min(1, Math.ceil(most * 5) / 5) * 0.98,
                        0.06 * Math.ceil(most * 5) / 5,
                        "figure end",
                        "ECE " + error)
                .svg()
                .markup();
    }

    private static String value(CardFacts card, String metric) {
        return card.tested(metric).map(m -> Format.decimal(m.value())).orElse("–");
    }
}
