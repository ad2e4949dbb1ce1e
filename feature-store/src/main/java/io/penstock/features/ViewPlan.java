package io.penstock.features;

import io.penstock.base.DateRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What building a view's table for a range of days would do.
 *
 * @param read the source's batches that all the days need together
 * @param pins of each day that can be built: the digest of the definition and of the batches that feed it
 * @param stale the days to build: never built, or built from other pins
 * @param missing what is not there; days that need it are not built
 */
public record ViewPlan(
        FeatureView view,
        DateRange days,
        SourceRead read,
        Map<LocalDate, String> pins,
        List<LocalDate> stale,
        List<MissingInput> missing) {

    public ViewPlan {
        pins = Map.copyOf(pins);
        stale = List.copyOf(stale);
        missing = List.copyOf(missing);
    }
}
