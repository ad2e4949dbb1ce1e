package io.penstock.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/** Builds nodes from the events of one YAML document; what is refused for good ends in a {@link ParserException}. */
final class YamlBuilder {
    private final String file;
    private final Parser events;
    private final Environment environment;
    private final Problems problems;
    private final Map<Anchor, Counted> anchors = new HashMap<>();
    private int nodes;

    /** An anchored node and how many nodes it stands for. */
    private record Counted(YamlNode node, int nodes) {}

    YamlBuilder(String file, Parser events, Environment environment, Problems problems) {
        this.file = file;
        this.events = events;
        this.environment = environment;
        this.problems = problems;
    }

    Optional<YamlNode> document() {
        skip(ID.StreamStart);
        if (events.checkEvent(ID.StreamEnd)) {
            return Optional.empty();
        }
        skip(ID.DocumentStart);
        YamlNode root = node(0);
        skip(ID.DocumentEnd);
        if (!events.checkEvent(ID.StreamEnd)) {
            problems.add(place(events.peekEvent()), "a file holds one definition; a second document starts here");
        }
        boolean nothing = root instanceof YamlScalar scalar && scalar.isNull();
        return nothing ? Optional.empty() : Optional.of(root);
    }

    private void skip(ID expected) {
        if (events.checkEvent(expected)) {
            events.next();
        }
    }

    private YamlNode node(int depth) {
        Event event = events.next();
        count(1, event);
        if (depth > Yaml.DEPTH_LIMIT) {
            throw refused("nested deeper than " + Yaml.DEPTH_LIMIT + " levels", event);
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        int before = nodes;
        YamlNode node =
                event instanceof ScalarEvent scalar ? scalar(scalar) : collection((CollectionStartEvent) event, depth);
        anchor(event).ifPresent(name -> anchors.put(name, new Counted(node, nodes - before + 1)));
        return node;
    }

    private YamlNode aliased(AliasEvent alias) {
        Counted known = anchors.get(alias.getAlias());
        if (known == null) {
            throw refused("*" + alias.getAlias() + " refers to no anchor before it", alias);
        }
        count(known.nodes() - 1, alias);
        return known.node();
    }

    private YamlNode collection(CollectionStartEvent start, int depth) {
        start.getTag().ifPresent(tag -> refuseTag(tag, start));
        return start instanceof MappingStartEvent ? map(start, depth) : list(start, depth);
    }

    private YamlNode list(Event start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        while (!events.checkEvent(ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        events.next();
        return new YamlList(place(start), items);
    }

    private YamlNode map(Event start, int depth) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, Location> places = new LinkedHashMap<>();
        while (!events.checkEvent(ID.MappingEnd)) {
            YamlNode key = node(depth + 1);
            YamlNode value = node(depth + 1);
            if (!(key instanceof YamlScalar scalar)) {
                problems.add(key.at(), "a key must be a text, not a list or a map");
            } else if (places.containsKey(scalar.written())) {
                problems.add(
                        key.at(),
                        "key \"" + scalar.written() + "\" stands here twice; the first is at "
                                + places.get(scalar.written()));
            } else {
                entries.put(scalar.written(), value);
                places.put(scalar.written(), key.at());
            }
        }
        events.next();
        return new YamlMap(place(start), entries, places);
    }

    private YamlNode scalar(ScalarEvent event) {
        event.getTag().ifPresent(tag -> refuseTag(tag, event));
        Location at = place(event);
        String written = event.getValue();
        String text = environment.fill(written, at, problems);
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN || !text.equals(written);
        return new YamlScalar(at, text, written, plain);
    }

    private void refuseTag(String tag, Event event) {
        problems.add(place(event), "the tag " + tag + " is refused: values have no tags here");
    }

    private static Optional<Anchor> anchor(Event event) {
        return event instanceof ScalarEvent scalar ? scalar.getAnchor() : ((CollectionStartEvent) event).getAnchor();
    }

    private void count(int more, Event event) {
        nodes += more;
        if (nodes > Yaml.NODE_LIMIT) {
            throw refused("more than " + Yaml.NODE_LIMIT + " values, aliases counted as often as they appear", event);
        }
    }

    private Location place(Event event) {
        return new Location(
                file, event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }

    private static MarkedYamlEngineException refused(String why, Event event) {
        return new ParserException(why, event.getStartMark());
    }
}
