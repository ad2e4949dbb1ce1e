package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lineage from top to bottom, one line a node and the edges as arcs beside them, for a narrow screen. */
final class LineageTall {
    private static final int WIDTH = 350;
    private static final int GUTTER = 96;
    private static final int ROW = 30;
    private static final int HEAD = 34;

    private LineageTall() {}

    static SafeString of(Lineage lineage) {
        LineageLayout layout = new LineageLayout(lineage);
        Map<String, Double> places = new HashMap<>();
        Map<Lineage.Layer, Double> heads = new HashMap<>();
        double y = 0;
        for (Lineage.Layer layer : Lineage.Layer.values()) {
            List<String> ids = nodes(lineage, layout, layer);
            if (ids.isEmpty()) {
                continue;
            }
            heads.put(layer, y + 22);
            y += HEAD;
            for (String id : ids) {
                places.put(id, y + ROW / 2.0);
                y += ROW;
            }
        }
        Svg svg = Svg.picture(
                "lineage tall",
                WIDTH,
                (int) Math.max(1, y + 8),
                "Lineage from raw files to predictions",
                "Each line is made of those that an arc leads up to");
        heads.forEach((layer, at) -> svg.text("layer start", GUTTER + 14, at, layer.title()));
        lineage.edges().forEach(edge -> svg.path("edge", arc(places.get(edge.from()), places.get(edge.to()))));
        lineage.nodes().forEach(node -> line(svg, node, places.get(node.id())));
        return svg.markup();
    }

    private static List<String> nodes(Lineage lineage, LineageLayout layout, Lineage.Layer layer) {
        List<String> known = lineage.layer(layer).stream().map(Lineage.Node::id).toList();
        return layout.columns().get(layer.ordinal()).stream()
                .filter(known::contains)
                .toList();
    }

    private static void line(Svg svg, Lineage.Node node, double y) {
        svg.circle("station", GUTTER, y, 4.5);
        svg.text("name start", GUTTER + 14, y + 4, SafeText.clip(node.name(), 22));
        svg.text("mark end", WIDTH, y + 4, SafeText.clip(node.note(), 14));
    }

    private static String arc(double from, double to) {
        double reach = Math.min(GUTTER - 4, 14 + 4.6 * Math.sqrt(Math.abs(to - from)));
        return "M" + Svg.at(GUTTER, from) + "C" + Svg.at(GUTTER - reach, from) + " " + Svg.at(GUTTER - reach, to) + " "
                + Svg.at(GUTTER, to);
    }
}
