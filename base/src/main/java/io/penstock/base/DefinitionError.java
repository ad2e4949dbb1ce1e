package io.penstock.base;

import java.util.List;
import java.util.stream.Collectors;

/** Definitions that were refused, with every problem found in one run; its message prints them one a line. */
public final class DefinitionError extends UserError {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public DefinitionError(List<Problem> problems) {
        super(print(problems));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order they are reported. */
    public List<Problem> problems() {
        return problems;
    }

    private static String print(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
