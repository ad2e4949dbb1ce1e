package io.penstock.training.definition;

import io.penstock.base.Fields;
import io.penstock.base.ObjectShape;
import io.penstock.base.Shape;
import io.penstock.training.Monitor;
import io.penstock.training.Response;
import io.penstock.validation.drift.Limits;
import io.penstock.validation.drift.Method;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How the watch over a model in use is written: its {@code monitor}. */
final class MonitorYaml {
    private static final Shape RESPONSE = Shape.choice(Response.class);
    private static final String RESPONSE_DOC = "What is done beyond it.";
    private static final double NULL_SHARE = 0.1;

    static final ObjectShape SHAPE = Shape.object("monitor")
            .need("window", Shape.duration(), "How far back it looks.")
            .may(
                    "drift",
                    Shape.object("drift")
                            .need("psi", Shape.number(), "The population stability index allowed.")
                            .may(
                                    "js",
                                    Shape.share(),
                                    "The Jensen-Shannon distance allowed; not looked at where left out.")
                            .may(
                                    "null_share",
                                    Shape.share(),
                                    "By how much the share of nulls may differ; 10% where left out.")
                            .may(
                                    "false_discoveries",
                                    Shape.share(),
                                    "The share of alarming columns that chance may add; 5% where left out.")
                            .need("response", RESPONSE, RESPONSE_DOC),
                    "Whether inputs and scores still look as in training.")
            .may(
                    "consistency",
                    Shape.object("consistency")
                            .need("sample", Shape.share(), "The share of online values that is computed again.")
                            .need("response", RESPONSE, RESPONSE_DOC),
                    "Whether online values equal those computed again.")
            .may(
                    "performance",
                    Shape.object("performance")
                            .need("auc", Shape.share(), "The least allowed.")
                            .need("response", RESPONSE, RESPONSE_DOC),
                    "How well matured predictions did.");

    private MonitorYaml() {}

    /** Reads what {@link #SHAPE} has checked. */
    static Monitor read(Fields monitor) {
        return new Monitor(
                monitor.duration("window").orElse(Duration.ZERO),
                section(monitor, "drift").map(drift -> new Monitor.Drift(limits(drift), response(drift))),
                section(monitor, "consistency")
                        .map(each ->
                                new Monitor.Consistency(each.share("sample").orElse(0.0), response(each))),
                section(monitor, "performance")
                        .map(each -> new Monitor.Performance(each.share("auc").orElse(0.0), response(each))));
    }

    private static Limits limits(Fields drift) {
        Map<Method, Double> limits = new LinkedHashMap<>();
        limits.put(Method.PSI, drift.number("psi").map(BigDecimal::doubleValue).orElse(0.0));
        drift.share("js").ifPresent(js -> limits.put(Method.JS, js));
        limits.put(Method.NULL_SHARE, drift.share("null_share").orElse(NULL_SHARE));
        return new Limits(limits, drift.share("false_discoveries").orElse(Limits.FALSE_DISCOVERIES));
    }

    private static Optional<Fields> section(Fields fields, String key) {
        return fields.map().find(key).map(Fields::of);
    }

    private static Response response(Fields fields) {
        return fields.choice("response", Response.class).orElse(Response.ALERT);
    }
}
