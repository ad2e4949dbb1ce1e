package io.penstock.validation;

import io.penstock.base.Fault;
import io.penstock.base.Json;
import io.penstock.base.Nearest;
import io.penstock.base.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The distribution of a table's columns at a moment, kept as the reference that later data are compared with: frozen
 * bins, counts in them in all and per day, moments. Holds no rows. The same rows give the same JSON, however they are
 * ordered or partitioned.
 *
 * <p>Numbers get up to 20 bins of about equal counts, or one bin a value where there are at most 20 values; texts and booleans
 * one bin for each of the 50 most frequent values. Quantiles are exact up to 8,192 distinct numbers in a column and
 * else off by at most the numbers that share their leading bits.
 *
 * @param schemaVersion of the stored form
 * @param rows how many were counted
 * @param columns in the order they were asked for
 */
public record Profile(int schemaVersion, long rows, List<ColumnProfile> columns) {
    private static final int SCHEMA_VERSION = 1;

    public Profile {
        columns = List.copyOf(columns);
    }

    /**
     * Profiles columns: one scan to find the bins, one to count.
     *
     * @param dayColumn a date or a timestamp, which then counts by its UTC day
     */
    public static Profile of(Dataset<Row> rows, List<String> columns, String dayColumn) {
        columns.forEach(column -> refuseUnknown(rows, column));
        refuseUnknown(rows, dayColumn);
        ProfileScan scan = new ProfileScan(rows, columns, dayColumn);
        List<ColumnStatistics> statistics = scan.statistics();
        ProfileScan.Counts counts =
                scan.count(statistics.stream().map(ColumnStatistics::bins).toList());
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnStatistics found = statistics.get(i);
            profiles.add(
                    new ColumnProfile(columns.get(i), found.bins(), found.moments(), counts.all(i), counts.days(i)));
        }
        return new Profile(SCHEMA_VERSION, counts.rows(), profiles);
    }

    /** Counts other rows by these frozen bins, in one scan; the result has this profile's bins and no moments. */
    public Profile count(Dataset<Row> rows, String dayColumn) {
        List<String> names = columns.stream().map(ColumnProfile::name).toList();
        names.forEach(column -> refuseUnknown(rows, column));
        refuseUnknown(rows, dayColumn);
        List<Bins> bins = columns.stream().map(ColumnProfile::bins).toList();
        ProfileScan.Counts counts = new ProfileScan(rows, names, dayColumn).count(bins);
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            profiles.add(new ColumnProfile(names.get(i), bins.get(i), Optional.empty(), counts.all(i), counts.days(i)));
        }
        return new Profile(SCHEMA_VERSION, counts.rows(), profiles);
    }

    private static void refuseUnknown(Dataset<Row> rows, String column) {
        List<String> known = Arrays.asList(rows.schema().fieldNames());
        if (!known.contains(column)) {
            throw new UserError("there is no column " + column + " to profile" + Nearest.hint(column, known));
        }
    }

    /** The profile of a column. */
    public ColumnProfile column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Fault("the profile has no column " + name));
    }

    /** Canonical JSON: equal profiles give equal text. */
    public String toJson() {
        return Json.write(this);
    }

    public static Profile fromJson(String text) {
        return Json.read(text, Profile.class);
    }
}
