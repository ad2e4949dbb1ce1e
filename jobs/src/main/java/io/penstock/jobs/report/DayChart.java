package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;

/**
 * A picture over days that fills its box; its few texts stand beside it, so that they keep their size on a phone.
 *
 * @param top what the upper edge stands for
 * @param from first day
 * @param to last day
 */
record DayChart(SafeString svg, String top, String from, String to) {}
