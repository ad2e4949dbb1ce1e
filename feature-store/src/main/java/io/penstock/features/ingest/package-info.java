/**
 * From raw files to the tables of sources.
 *
 * <p>In: batches of a feed by their labels. {@link io.penstock.features.ingest.Ingestion} finds and hashes their files, leaves
 * out what is as last time, reads the others once into rows of texts, types and computes their columns, and hands them to
 * each source, which judges them row by row, stages the good ones, lets the gate look at these, writes the refused ones
 * to quarantine with their reasons, records what was counted, and last commits. Out: an outcome for every batch in every source,
 * in which read = good + quarantined + filtered + blocked.
 *
 * <p>What blocks a batch: a file that is cut off, corrupt, empty (not even a header), not UTF-8, or lacks a declared column; a
 * column of which no value is of its type; a failed table check; a key given twice. What quarantines a row: a wrong number of
 * fields, a value that cannot be read or computed, a missing time or part of the key, an event outside of its batch, a row from
 * the future, a failed row check. A fault of a column matters only to the sources that rest on it.
 */
package io.penstock.features.ingest;
