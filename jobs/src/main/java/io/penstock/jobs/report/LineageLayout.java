package io.penstock.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places for the nodes of a lineage in columns by layer, ordered so that few edges cross (barycentre sweeps after
 * Sugiyama). An edge that passes a column has a place of its own there, through which it runs.
 */
final class LineageLayout {
    private static final int SWEEPS = 6;

    private final List<List<String>> columns = new ArrayList<>();
    private final List<List<String>> paths = new ArrayList<>();
    private final Map<String, List<String>> neighbours = new HashMap<>();

    LineageLayout(Lineage lineage) {
        for (Lineage.Layer layer : Lineage.Layer.values()) {
            columns.add(new ArrayList<>(
                    lineage.layer(layer).stream().map(Lineage.Node::id).toList()));
        }
        lineage.edges().forEach(edge -> route(lineage, edge));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean forth = sweep % 2 == 0;
            for (int i = 1; i < columns.size(); i++) {
                order(forth ? i : columns.size() - 1 - i);
            }
        }
    }

    /** The ids in each column, from the top; those that no node has are passages. */
    List<List<String>> columns() {
        return columns;
    }

    /** For each edge the ids that it runs through, its ends included. */
    List<List<String>> paths() {
        return paths;
    }

    private void route(Lineage lineage, Lineage.Edge edge) {
        int from = lineage.node(edge.from()).layer().ordinal();
        int to = lineage.node(edge.to()).layer().ordinal();
        List<String> path = new ArrayList<>(List.of(edge.from()));
        for (int column = from + 1; column < to; column++) {
            if (columns.get(column).isEmpty()) {
                continue;
            }
            String passage = "passage of " + edge + " through " + column;
            columns.get(column).add(passage);
            path.add(passage);
        }
        path.add(edge.to());
        paths.add(path);
        for (int i = 1; i < path.size(); i++) {
            neighbours.computeIfAbsent(path.get(i), id -> new ArrayList<>()).add(path.get(i - 1));
            neighbours.computeIfAbsent(path.get(i - 1), id -> new ArrayList<>()).add(path.get(i));
        }
    }

    private void order(int column) {
        Map<String, Double> places = places();
        Map<String, Double> wanted = new LinkedHashMap<>();
        for (String id : columns.get(column)) {
            wanted.put(
                    id,
                    neighbours.getOrDefault(id, List.of()).stream()
                            .mapToDouble(places::get)
                            .average()
                            .orElse(places.get(id)));
        }
        columns.get(column).sort(Comparator.comparing(wanted::get));
    }

    private Map<String, Double> places() {
        Map<String, Double> places = new HashMap<>();
        for (List<String> column : columns) {
            for (int i = 0; i < column.size(); i++) {
                places.put(column.get(i), (i + 0.5) / column.size());
            }
        }
        return places;
    }
}
