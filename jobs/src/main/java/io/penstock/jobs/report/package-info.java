/**
 * The report: one page that says what is wrong, what was gated, what was built, how good the model is and where each
 * thing comes from.
 *
 * <p>{@link io.penstock.jobs.report.ReportData} gathers aggregates from the lake, never a row of data; {@link
 * io.penstock.jobs.report.Report} lays them out. Templates print text only through {@link
 * io.penstock.jobs.report.SafeText}; charts are drawn here as SVG. The page runs no script and loads nothing.
 */
package io.penstock.jobs.report;
