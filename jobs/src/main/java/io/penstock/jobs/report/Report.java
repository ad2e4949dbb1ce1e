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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lays out a {@link ReportData} as a few HTML pages without script; equal data give equal bytes. */
public final class Report {
    private static final String FOLDER = "io/penstock/jobs/report/";
    private static final int RUNS = 40;

    private Report() {}

    /**
     * Writes the pages into a folder, which is made if it is not there; each that was there is replaced at once. Pages of
     * notebooks in its folder {@code notebooks} are linked to.
     *
     * @return the first page, {@code index.html}
     */
    public static Path write(ReportData data, Path folder) {
        pages(data, NotebookPages.beside(folder)).forEach((page, html) -> write(folder.resolve(page.file()), html));
        return folder.resolve(Page.OVERVIEW.file());
    }

    private static void write(Path file, String html) {
        try {
            WholeFile.write(file, html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot write the report " + file, e);
        }
    }

    /** Every page as text, of a report without notebooks. */
    static Map<Page, String> pages(ReportData data) {
        return pages(data, List.of());
    }

    private static Map<Page, String> pages(ReportData data, List<NotebookPages.Link> notebooks) {
        Map<String, Object> context = context(data);
        context.put("notebooks", notebooks);
        PebbleTemplate template = template();
        Map<Page, String> pages = new EnumMap<>(Page.class);
        for (Page page : Page.values()) {
            context.put("page", page);
            StringWriter out = new StringWriter();
            try {
                template.evaluate(out, context);
            } catch (IOException e) {
                throw new Fault("cannot lay out the page " + page.file() + " of the report", e);
            }
            pages.put(page, out.toString());
        }
        return pages;
    }

    private static Map<String, Object> context(ReportData data) {
        Overview overview = Overview.of(data);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("data", data);
        context.put("style", new SafeString(resource("style.css")));
        context.put("overview", overview);
        context.put("links", PageLink.to(overview.troubles()));
        context.put("gates", GateSection.of(data.sources()));
        context.put("views", ViewSection.of(data.views()));
        context.put("models", ModelSection.of(data.models()));
        context.put("drifts", DriftSection.of(data.models()));
        context.put("consistency", ConsistencySection.of(data.compared()));
        context.put("pictures", pictures(data.lineage()));
        context.put("runs", data.runs().stream().limit(RUNS).toList());
        return context;
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
                .getTemplate("page.peb");
    }

    private static String resource(String name) {
        try (InputStream in = Report.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Fault("cannot read " + FOLDER + name, e);
        }
    }
}
