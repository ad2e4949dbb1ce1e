package io.penstock.features.ingest;

import java.io.IOException;
import java.util.List;

/** The records of one text file in order, their fields in the order of the columns asked for, then the others. */
interface RecordSource {
    /** The next record, or null after the last. */
    RawRecord next() throws IOException;

    /** Columns that the file has and nobody asked for; complete after the last record. */
    List<String> extraColumns();

    /** Columns asked for that stood in no record; complete after the last one; always empty where a header tells it. */
    List<String> unseenColumns();

    /**
     * A record.
     *
     * @param fields the texts, null for null; of a malformed record its text as it stands
     * @param fault what is wrong with its form, or null
     */
    record RawRecord(String[] fields, String fault) {}
}
