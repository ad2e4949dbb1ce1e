/** The command line: definitions come in, one job runs, a result file goes out. */
package io.penstock.jobs;
