package io.penstock.jobs.report;

import java.util.List;

/**
 * The batches of a source side by side: good rows above the line with quarantined and filtered ones on top, what was
 * not published below it, so that the place tells as much as the colour.
 */
final class BatchStrip {
    private static final int LINE = 84;
    private static final int HEIGHT = 100;

    private BatchStrip() {}

    /** The chart of at least one batch. */
    static DayChart chart(SourceFacts source) {
        List<BatchFacts> batches = source.batches();
        long most =
                Math.max(1, batches.stream().mapToLong(BatchFacts::read).max().orElse(1));
        String first = batches.get(0).batch();
        String last = batches.get(batches.size() - 1).batch();
        Svg svg = Svg.stretched(
                "days",
                1000,
                HEIGHT,
                "Batches of " + source.name(),
                Format.count(batches.size()) + " batches from " + first + " to " + last + ", "
                        + Format.count(source.unpublished().size()) + " of them not published");
        StringBuilder good = new StringBuilder();
        StringBuilder aside = new StringBuilder();
        StringBuilder refused = new StringBuilder();
        StringBuilder blocked = new StringBuilder();
        StringBuilder missing = new StringBuilder();
        double step = 1000.0 / batches.size();
        for (int i = 0; i < batches.size(); i++) {
            BatchFacts batch = batches.get(i);
            double x = i * step;
            if (batch.published()) {
                double top = bar(good, x, step, LINE, batch.good(), most);
                top = bar(refused, x, step, top, batch.quarantined(), most);
                bar(aside, x, step, top, batch.filtered(), most);
            } else {
                box(batch.status().equals("missing") ? missing : blocked, x, step, LINE + 3, HEIGHT);
            }
        }
        svg.path("good", good.toString()).path("refused", refused.toString()).path("aside", aside.toString());
        svg.path("blocked", blocked.toString()).path("missing", missing.toString());
        svg.line("base", 0, LINE, 1000, LINE);
        return new DayChart(svg.markup(), Format.brief(most), first, last);
    }

    private static double bar(StringBuilder path, double x, double step, double foot, long rows, long most) {
        double top = foot - 0.95 * LINE * rows / most;
        if (rows > 0) {
            box(path, x, step, top, foot);
        }
        return top;
    }

    private static void box(StringBuilder path, double x, double step, double top, double foot) {
        double gap = step > 12 ? 2 : step > 4 ? 0.8 : 0;
        path.append('M').append(Svg.at(x, foot)).append('V').append(Svg.number(top));
        path.append('H')
                .append(Svg.number(x + step - gap))
                .append('V')
                .append(Svg.number(foot))
                .append('z');
    }
}
