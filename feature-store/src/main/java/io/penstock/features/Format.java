package io.penstock.features;

import java.util.Locale;

/** How the rows of a file are written; a name that ends in .gz is decompressed. */
public enum Format {
    /** With a header line. */
    CSV,

    /** One JSON object a line. */
    JSONL,

    PARQUET;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
