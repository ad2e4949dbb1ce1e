package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lineage from left to right, for a wide screen. */
final class LineageWide {
    private static final int WIDTH = 1200;
    private static final int BOX = 140;
    private static final int TALL = 40;
    private static final int HEAD = 34;
    private static final int ROW = 52;

    private final Map<String, double[]> places = new HashMap<>();

    private LineageWide() {}

    static SafeString of(Lineage lineage) {
        return new LineageWide().draw(lineage, new LineageLayout(lineage));
    }

    private SafeString draw(Lineage lineage, LineageLayout layout) {
        int rows = layout.columns().stream().mapToInt(List::size).max().orElse(1);
        int height = HEAD + rows * ROW;
        Svg svg = Svg.picture(
                "lineage wide",
                WIDTH,
                height,
                "Lineage from raw files to predictions",
                "The same as the list that a narrow screen shows");
        place(layout, height);
        for (Lineage.Layer layer : Lineage.Layer.values()) {
            svg.text("layer start", left(layer.ordinal()), 14, layer.title());
        }
        layout.paths().forEach(path -> svg.path("edge", edge(path)));
        lineage.nodes().forEach(node -> box(svg, node));
        return svg.markup();
    }

    private void place(LineageLayout layout, int height) {
        for (int column = 0; column < layout.columns().size(); column++) {
            List<String> ids = layout.columns().get(column);
            double pitch = Math.min(ROW * 1.6, (double) (height - HEAD) / Math.max(1, ids.size()));
            double top = HEAD + (height - HEAD - pitch * ids.size()) / 2;
            for (int i = 0; i < ids.size(); i++) {
                places.put(ids.get(i), new double[] {left(column), top + pitch * (i + 0.5)});
            }
        }
    }

    private void box(Svg svg, Lineage.Node node) {
        double[] at = places.get(node.id());
        svg.rect(
                "node " + node.layer().name().toLowerCase(java.util.Locale.ROOT),
                at[0],
                at[1] - TALL / 2.0,
                BOX,
                TALL,
                5);
        Optional<String> note = Optional.of(node.note()).filter(text -> !text.isEmpty());
        svg.text("name start", at[0] + 10, at[1] + (note.isPresent() ? -3 : 4), SafeText.clip(node.name(), 20));
        note.ifPresent(text -> svg.text("mark start", at[0] + 10, at[1] + 12, SafeText.clip(text, 22)));
    }

    private String edge(List<String> path) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i < path.size(); i++) {
            double[] from = places.get(path.get(i - 1));
            double[] to = places.get(path.get(i));
            double start = from[0] + BOX;
            double bend = (to[0] - start) / 2;
            line.append(i == 1 ? "M" : "L").append(Svg.at(start, from[1]));
            line.append('C').append(Svg.at(start + bend, from[1])).append(' ');
            line.append(Svg.at(to[0] - bend, to[1])).append(' ').append(Svg.at(to[0], to[1]));
        }
        return line.toString();
    }

    private static double left(int column) {
        return column * (double) (WIDTH - BOX - 2) / (Lineage.Layer.values().length - 1) + 1;
    }
}
