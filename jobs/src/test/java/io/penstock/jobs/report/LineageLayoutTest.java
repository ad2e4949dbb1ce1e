package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.base.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageLayoutTest {
    @Test
    void nodesAreOrderedSoThatEdgesDoNotCross() {
        LineageLayout layout = new LineageLayout(lineage(
                List.of(
                        node("a", Lineage.Layer.FILES),
                        node("b", Lineage.Layer.FILES),
                        node("from b", Lineage.Layer.SOURCES),
                        node("from a", Lineage.Layer.SOURCES)),
                List.of(new Lineage.Edge("a", "from a"), new Lineage.Edge("b", "from b"))));

        List<String> files = layout.columns().get(0);
        List<String> sources = layout.columns().get(1);
        assertThat(files.indexOf("a") < files.indexOf("b"))
                .isEqualTo(sources.indexOf("from a") < sources.indexOf("from b"));
    }

    @Test
    void anEdgeThatSkipsALayerRunsThroughAPlaceOfItsOwn() {
        LineageLayout layout = new LineageLayout(lineage(
                List.of(
                        node("s", Lineage.Layer.SOURCES),
                        node("v", Lineage.Layer.VIEWS),
                        node("t", Lineage.Layer.TRAINING_SET)),
                List.of(new Lineage.Edge("s", "t"), new Lineage.Edge("s", "v"), new Lineage.Edge("v", "t"))));

        assertThat(layout.paths().get(0)).hasSize(3).startsWith("s").endsWith("t");
        assertThat(layout.columns().get(Lineage.Layer.VIEWS.ordinal()))
                .containsExactlyInAnyOrder("v", layout.paths().get(0).get(1));
    }

    @Test
    void anEdgeToNowhereIsOurFault() {
        assertThatThrownBy(() -> new LineageLayout(
                        lineage(List.of(node("a", Lineage.Layer.FILES)), List.of(new Lineage.Edge("a", "b")))))
                .isInstanceOf(Fault.class)
                .hasMessage("the lineage has no node b");
    }

    private static Lineage lineage(List<Lineage.Node> nodes, List<Lineage.Edge> edges) {
        return new Lineage(nodes, edges);
    }

    private static Lineage.Node node(String id, Lineage.Layer layer) {
        return new Lineage.Node(id, layer, id, "");
    }
}
