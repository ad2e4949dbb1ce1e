package io.penstock.lake;

import static java.util.Objects.requireNonNull;

import io.penstock.base.TableVersion;
import java.util.List;

/**
 * The outcome of a publication: the version to read from now on, and which slices it decided anew.
 *
 * <p>{@code changed} is empty when every slice stood there already with equal content, pins, suite and definition: then
 * nothing was committed and {@code version} is the one that was there.
 *
 * @param changed slices of the new commit, those whose content stayed and whose pins moved among them
 * @param unchanged slices left as they were
 */
public record Published(TableVersion version, List<String> changed, List<String> unchanged) {

    public Published {
        requireNonNull(version, "version");
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
    }
}
