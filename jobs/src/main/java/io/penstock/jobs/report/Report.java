package io.penstock.jobs.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.penstock.base.Fault;
import io.penstock.base.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lays out a {@link ReportData} as one HTML page without script; equal data give equal bytes. */
public final class Report {
    private static final String FOLDER = "io/penstock/jobs/report/";
    private static final int RUNS = 40;

    private Report() {}

    /**
     * Writes {@code index.html} into a folder, which is made if it is not there; what was there is replaced at once.
     *
     * @return the page
     */
    public static Path write(ReportData data, Path folder) {
        Path page = folder.resolve("index.html");
        try {
            return WholeFile.write(page, html(data).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot write the report " + page, e);
        }
    }

    /** The page as text. */
    static String html(ReportData data) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("data", data);
        context.put("style", new SafeString(resource("style.css")));
        context.put("overview", Overview.of(data));
        context.put("gates", GateSection.of(data.sources()));
        context.put("views", ViewSection.of(data.views()));
        context.put("models", ModelSection.of(data.models()));
        context.put("pictures", pictures(data.lineage()));
        context.put("runs", data.runs().stream().limit(RUNS).toList());
        StringWriter out = new StringWriter();
        try {
            template().evaluate(out, context);
        } catch (IOException e) {
            throw new Fault("cannot lay out the report", e);
        }
        return out.toString();
    }

    private static List<SafeString> pictures(Lineage lineage) {
        return lineage.nodes().isEmpty() ? List.of() : List.of(LineageWide.of(lineage), LineageTall.of(lineage));
    }

    private static PebbleTemplate template() {
        ClasspathLoader loader = new ClasspathLoader(Report.class.getClassLoader());
        loader.setPrefix(FOLDER);
        return new PebbleEngine.Builder()
                .loader(loader)
                .extension(new FormatFilters())
                .addEscapingStrategy("page", new SafeText())
                .defaultEscapingStrategy("page")
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .build()
                .getTemplate("index.peb");
    }

    private static String resource(String name) {
        try (InputStream in = Report.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Fault("cannot read " + FOLDER + name, e);
        }
    }
}
