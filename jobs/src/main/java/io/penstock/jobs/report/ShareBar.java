package io.penstock.jobs.report;

import io.pebbletemplates.pebble.extension.escaper.SafeString;

/** A share as a bar beside its number. */
final class ShareBar {
    private ShareBar() {}

    /** A bar as long as a share is of the largest. */
    static SafeString of(String title, double share, double largest) {
        double width = largest > 0 ? 100 * share / largest : 0;
        return Svg.stretched("bar", 100, 8, title, Format.percent(share))
                .rect("fill", 0, 0, Math.max(0.4, width), 8, 0)
                .markup();
    }
}
