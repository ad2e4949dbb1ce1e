package io.penstock.jobs.report;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Fault;
import java.util.List;

/** Where each thing comes from. Edges run from an earlier layer to a later one and name nodes that exist. */
record Lineage(List<Node> nodes, List<Edge> edges) {
    /** The stations of the line, in flow order. */
    enum Layer {
        FILES("Raw files"),
        SOURCES("Sources"),
        VIEWS("Feature views"),
        TRAINING_SET("Training, online"),
        MODEL("Model"),
        PREDICTIONS("Predictions"),
        WATCHED("Monitoring");

        private final String title;

        Layer(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * A station's table, folder or model.
     *
     * @param note versions, in a few characters; may be empty
     */
    record Node(String id, Layer layer, String name, String note) {
        Node {
            requireNonNull(id, "id");
            requireNonNull(layer, "layer");
            requireNonNull(name, "name");
            requireNonNull(note, "note");
        }
    }

    /** That one node is made of another. */
    record Edge(String from, String to) {
        Edge {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
        }
    }

    Lineage {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    Node node(String id) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Fault("the lineage has no node " + id));
    }

    List<Node> layer(Layer layer) {
        return nodes.stream().filter(node -> node.layer() == layer).toList();
    }
}
