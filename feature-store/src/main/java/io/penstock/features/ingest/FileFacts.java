package io.penstock.features.ingest;

import java.util.List;

/**
 * What reading a whole file told about it.
 *
 * @param rows its data rows, up to the fault if there is one
 * @param sha256 of the bytes as they were read
 * @param fault why the file cannot be used, or null
 * @param extraColumns those it has beyond the declared ones, in its order
 * @param unseenColumns declared ones that none of its records has (formats without a header)
 */
record FileFacts(
        String batch,
        String path,
        long rows,
        String sha256,
        String fault,
        List<String> extraColumns,
        List<String> unseenColumns) {
    FileFacts {
        extraColumns = List.copyOf(extraColumns);
        unseenColumns = List.copyOf(unseenColumns);
    }
}
