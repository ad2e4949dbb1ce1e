/**
 * Versioned tables: validated slices go in by one deciding commit; any version can be read again.
 *
 * <p>A product's rows come in as a frame and a {@link io.penstock.lake.Layout}; {@link io.penstock.lake.Lake#stage}
 * writes them once, as files that nobody sees; the gate reads the {@link io.penstock.lake.Staged} files; {@link
 * io.penstock.lake.Lake#publish} commits the slices that passed and are new, with a {@link io.penstock.lake.Commit}
 * that says who made them from what, and gives the version to read. What commits said comes back as {@link
 * io.penstock.lake.Lake#history} and, folded by slice, as {@link io.penstock.lake.Lake#slices}. Records (runs, checks,
 * quarantine, monitoring) have writers of their own. Delta is known here and nowhere else.
 */
package io.penstock.lake;
