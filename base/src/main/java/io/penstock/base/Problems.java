package io.penstock.base;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems so that all of them are reported at once; the same problem is kept once. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.at().file())
            .thenComparingInt(problem -> problem.at().line());

    private final Set<Problem> found = new LinkedHashSet<>();

    /** Adds a problem found at a place. */
    public void add(Location at, String text) {
        found.add(new Problem(at, text));
    }

    /** All problems, by file and line; those of one line in the order they were found. */
    public List<Problem> all() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(BY_PLACE);
        return List.copyOf(sorted);
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** How many problems were found. */
    public int count() {
        return found.size();
    }

    /** Throws a {@link DefinitionError} with all problems, if there are any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new DefinitionError(all());
        }
    }
}
