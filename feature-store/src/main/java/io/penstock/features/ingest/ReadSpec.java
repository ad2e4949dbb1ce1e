package io.penstock.features.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** How the text files of a feed are read: the declared columns in order, and the texts that mean null. */
record ReadSpec(Syntax syntax, List<String> columns, Set<String> nulls) implements Serializable {
    enum Syntax {
        CSV,
        JSON_LINES
    }

    ReadSpec {
        columns = List.copyOf(columns);
        nulls = Set.copyOf(nulls);
    }
}
