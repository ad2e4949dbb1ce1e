package io.penstock.lake;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What a vacuum removes of a table.
 *
 * @param lost versions that can be read now and cannot afterwards, in order
 * @param files data files that no version to be kept needs, left over from killed writers among them
 * @param bytes of these files
 */
public record VacuumPlan(String table, List<Long> lost, List<Path> files, long bytes) {

    public VacuumPlan {
        requireNonNull(table, "table");
        lost = List.copyOf(lost);
        files = List.copyOf(files);
    }
}
