package io.penstock.jobs.report;

import java.util.Locale;

/** The pages of the site in the order of their links; each is one file beside the others. */
enum Page {
    OVERVIEW("index", "Overview"),
    GATES("gates", "Gates"),
    FEATURES("features", "Features"),
    MODEL("model", "Model"),
    PREDICTIONS("predictions", "Predictions"),
    DRIFT("drift", "Drift"),
    CONSISTENCY("consistency", "Consistency"),
    LINEAGE("lineage", "Lineage"),
    RUNS("runs", "Runs");

    private final String stem;
    private final String title;

    Page(String stem, String title) {
        this.stem = stem;
        this.title = title;
    }

    /** Its name in the folder of the site. */
    public String file() {
        return stem + ".html";
    }

    public String title() {
        return title;
    }

    /** The template of what it holds. */
    public String template() {
        return name().toLowerCase(Locale.ROOT) + ".peb";
    }
}
