package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.ColumnType;
import io.penstock.base.DateRange;
import io.penstock.base.Micros;
import io.penstock.base.TableVersion;
import io.penstock.base.UserError;
import io.penstock.lake.Lake;
import io.penstock.lake.SliceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * The newest tick of a published view at the end of a day, and where it lies: in the slice of its day, at a version.
 *
 * @param tick readable by then: tick + {@code publish_delay} is not after the day
 */
record OnlineSlice(FeatureView view, TableVersion version, SliceRecord slice, Instant tick) {

    OnlineSlice {
        requireNonNull(view, "view");
        requireNonNull(version, "version");
        requireNonNull(slice, "slice");
        requireNonNull(tick, "tick");
    }

    /** The newest as of the end of the day; empty if nothing was published by then. Slices of later days do not count. */
    static Optional<OnlineSlice> newest(Lake lake, FeatureView view, LocalDate date) {
        if (!view.isPublished()) {
            throw new UserError("view " + view.name() + " is exact (" + view.at()
                    + " has no `refresh`): it is computed in training set and scoring and never online; give it a `refresh`"
                    + " if services shall read it");
        }
        return lake.latest(view.table()).flatMap(version -> lake.slices(version).values().stream()
                .filter(slice -> !LocalDate.parse(slice.slice()).isAfter(date))
                .sorted(Comparator.comparing(SliceRecord::slice).reversed())
                .flatMap(slice ->
                        tick(view, slice, date).map(tick -> new OnlineSlice(view, version, slice, tick)).stream())
                .findFirst());
    }

    private static Optional<Instant> tick(FeatureView view, SliceRecord slice, LocalDate date) {
        DateRange day = new DateRange(LocalDate.parse(slice.slice()), LocalDate.parse(slice.slice()));
        Instant readable = new DateRange(date, date).end().minus(view.publishDelay());
        Instant last = day.end().minusNanos(1000);
        Instant tick =
                floor(readable.isBefore(last) ? readable : last, view.refresh().orElseThrow());
        return tick.isBefore(day.start()) ? Optional.empty() : Optional.of(tick);
    }

    private static Instant floor(Instant time, Duration refresh) {
        long step = Micros.of(refresh);
        return Micros.instant(Math.floorDiv(Micros.of(time), step) * step);
    }

    LocalDate day() {
        return LocalDate.ofInstant(tick, ZoneOffset.UTC);
    }

    OnlineTick at() {
        return new OnlineTick(tick, version.version());
    }

    /** What its rows are made of. */
    OnlineSchema schema(Entity entity, StructType table) {
        return new OnlineSchema(
                view.name(),
                slice.definitionHash(),
                types(List.copyOf(entity.keys().keySet()), table),
                types(view.featureNames(), table),
                view.features().stream()
                        .filter(feature -> feature.aggregate().isZeroWhenEmpty())
                        .map(Feature::name)
                        .collect(Collectors.toSet()),
                view.ttl());
    }

    private static Map<String, ColumnType> types(List<String> names, StructType table) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (String name : names) {
            types.put(name, new ColumnType(table.apply(name).dataType().catalogString()));
        }
        return types;
    }
}
