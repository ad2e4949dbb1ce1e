package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@link Format} in templates: {@code {{ rows | count }}}. */
final class FormatFilters extends AbstractExtension {
    @Override
    public Map<String, Filter> getFilters() {
        return Map.of(
                "count", filter(value -> Format.count(((Number) value).longValue())),
                "decimal", filter(value -> Format.decimal(((Number) value).doubleValue())),
                "number", filter(value -> Format.number(((Number) value).doubleValue())),
                "percent", filter(value -> Format.percent(((Number) value).doubleValue())),
                "instant", filter(value -> Format.instant((Instant) value)),
                "took", filter(value -> Format.took((Duration) value)));
    }

    private static Filter filter(Function<Object, String> format) {
        return new Filter() {
            @Override
            public Object apply(
                    Object input, Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
                return format.apply(input);
            }

            @Override
            public List<String> getArgumentNames() {
                return List.of();
            }
        };
    }
}
