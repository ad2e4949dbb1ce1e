package io.penstock.jobs.report;

import java.nio.file.Path;

/** Writes the made-up reports below a folder, to be looked at. */
final class ReportPictures {
    private ReportPictures() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Report.write(Examples.calm(), folder.resolve("calm"));
        Report.write(Examples.troubled(), folder.resolve("troubled"));
        Report.write(Examples.empty(), folder.resolve("empty"));
        Report.write(
                Examples.withTexts(text -> "<script>alert(1)</script>\"'\u202e" + text + "x".repeat(10_000)),
                folder.resolve("hostile"));
    }
}
