package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Run;
import io.penstock.lake.Lake;
import java.time.LocalDate;

/**
 * Puts the newest published tick of a view online, in chunks that {@code meta/online} records: after a kill the next run
 * does what is left.
 */
public final class Materialization {
    private final Lake lake;
    private final Catalog catalog;
    private final OnlineSetting setting;

    public Materialization(Lake lake, Catalog catalog, OnlineSetting setting) {
        this.lake = requireNonNull(lake, "lake");
        this.catalog = requireNonNull(catalog, "catalog");
        this.setting = requireNonNull(setting, "setting");
    }

    /** Puts online what the view's newest tick before the end of a day says of every key. */
    public BuildOutcome run(FeatureView view, LocalDate date, Run run) {
        throw new UnsupportedOperationException(lake + " " + catalog + " " + setting + view + date + run);
    }
}
