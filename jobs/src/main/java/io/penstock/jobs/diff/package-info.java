/**
 * What two versions of a table differ in. Two versions come in; {@link io.penstock.jobs.diff.SliceChanges} says by their
 * commits which slices have to be read, {@link io.penstock.jobs.diff.RowPairs} pairs the rows of these that differ, {@link
 * io.penstock.jobs.diff.RowChanges} counts them; out goes a {@link io.penstock.jobs.diff.TableDiff}.
 */
package io.penstock.jobs.diff;
