package io.penstock.jobs.report;

import java.util.Arrays;
import java.util.List;

/** A way to a page, with the worst that is wrong there; quiet where nothing is. */
record PageLink(Page page, Tone tone) {
    static List<PageLink> to(List<Trouble> troubles) {
        return Arrays.stream(Page.values())
                .map(page -> new PageLink(page, worst(page, troubles)))
                .toList();
    }

    private static Tone worst(Page page, List<Trouble> troubles) {
        return troubles.stream()
                .filter(trouble -> trouble.page() == page)
                .map(trouble -> trouble.status().tone())
                .min(Tone::compareTo)
                .orElse(Tone.QUIET);
    }
}
