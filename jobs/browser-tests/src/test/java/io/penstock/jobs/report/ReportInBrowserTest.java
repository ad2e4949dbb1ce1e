package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every page as a browser shows it, on a phone and on a wide screen. */
class ReportInBrowserTest {
    /** A screen, in CSS pixels. */
    private record Screen(int width, int height) {}

    private static final List<Screen> SCREENS = List.of(new Screen(390, 844), new Screen(1280, 800));

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void open() {
        sites().forEach((name, data) -> Report.write(data, folder.resolve(name)));
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Map<String, ReportData> sites() {
        ReportData calm = Examples.calm();
        ReportData troubled = Examples.troubled();
        Map<String, ReportData> sites = new LinkedHashMap<>();
        sites.put("calm", calm);
        sites.put("troubled", troubled);
        sites.put("empty", Examples.empty());
        sites.put("hostile", Examples.withTexts(text -> Hostile.ALL));
        sites.put("long", Examples.withTexts(text -> "x".repeat(10_000)));
        sites.put("failed-run", with(calm, troubled.runs(), calm.sources(), calm.models(), calm.compared()));
        sites.put("blocked-batch", with(calm, calm.runs(), troubled.sources(), calm.models(), calm.compared()));
        sites.put("drift", with(calm, calm.runs(), calm.sources(), troubled.models(), calm.compared()));
        sites.put("tampered", with(calm, calm.runs(), calm.sources(), calm.models(), troubled.compared()));
        return sites;
    }

    private static ReportData with(
            ReportData data,
            List<RunFacts> runs,
            List<SourceFacts> sources,
            List<ModelFacts> models,
            List<ComparedFacts> compared) {
        return new ReportData(data.project(), runs, sources, data.views(), models, compared, data.lineage());
    }

    @TestFactory
    Stream<DynamicTest> noPageScrollsSidewaysComplainsOrFetches() {
        return Stream.of("calm", "troubled", "empty", "hostile", "long")
                .flatMap(site -> SCREENS.stream().flatMap(screen -> Stream.of(Page.values())
                        .map(page -> DynamicTest.dynamicTest(
                                site + " " + page.file() + " at " + screen.width(),
                                () -> isWell(folder.resolve(site).resolve(page.file()), screen)))));
    }

    private static void isWell(Path page, Screen screen) {
        browser.screen(screen.width(), screen.height());
        browser.show(page);

        assertThat(browser.ask("return innerWidth")).isEqualTo((long) screen.width());
        assertThat(tooWide()).as("wider than the screen").isEmpty();
        browser.ask("document.querySelectorAll('details').forEach(each => each.open = true)");
        assertThat(tooWide()).as("wider than the screen, unfolded").isEmpty();
        assertThat(browser.ask("return document.scripts.length + document.images.length"))
                .isEqualTo(0L);
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests())
                .contains(page.toUri().toString())
                .allMatch(address -> address.startsWith("file:") || address.startsWith("data:"));
    }

    /** What stands out of the page where it can be scrolled sideways; empty where it cannot. */
    private static String tooWide() {
        return (String) browser.ask("const width = document.documentElement.clientWidth;"
                + "if (document.documentElement.scrollWidth <= width) return '';"
                + "return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1)"
                + ".map(e => e.tagName + '.' + e.className).slice(0, 5).join(', ') || 'the page';");
    }

    @TestFactory
    Stream<DynamicTest> theCauseOfAFailureStandsOnTheFirstScreen() {
        Map<String, String> causes = Map.of(
                "failed-run", "departures 2013-10-15: row_count observed 41, expected at least 300",
                "blocked-batch", "row_count: observed 41, expected at least 300",
                "drift", "origin_congestion__late_share_3h PSI 0.42 (limit 0.1, noise 0.054)",
                "tampered", "late_share_3h: 2 of 312, tampered value");
        return causes.entrySet().stream().flatMap(cause -> SCREENS.stream()
                .map(screen -> DynamicTest.dynamicTest(
                        cause.getKey() + " at " + screen.width(),
                        () -> isOnFirstScreen(cause.getKey(), cause.getValue(), screen))));
    }

    private static void isOnFirstScreen(String site, String cause, Screen screen) {
        browser.screen(screen.width(), screen.height());
        browser.show(folder.resolve(site).resolve(Page.OVERVIEW.file()));

        String first = (String) browser.ask("return [...document.querySelectorAll('.troubles p')]"
                + ".filter(p => p.getBoundingClientRect().bottom <= innerHeight).map(p => p.textContent).join(' | ')");
        assertThat(first).contains(cause);
    }

    @Test
    void darkAndLightAreTwoPapersAndTwoInks() {
        browser.screen(1280, 800);
        browser.show(folder.resolve("calm").resolve(Page.OVERVIEW.file()));
        browser.scheme("light");
        String light = colours();
        browser.scheme("dark");
        String dark = colours();
        browser.scheme("light");

        assertThat(light).isEqualTo("rgb(251, 250, 247) rgb(28, 36, 38)");
        assertThat(dark).isEqualTo("rgb(18, 23, 26) rgb(229, 233, 234)");
    }

    private static String colours() {
        return (String) browser.ask(
                "const style = getComputedStyle(document.body); return style.backgroundColor + ' ' + style.color");
    }

    @TestFactory
    Stream<DynamicTest> aSiteTakesLessThanTwoMegabytes() {
        return Stream.of("calm", "troubled", "long")
                .map(site -> DynamicTest.dynamicTest(site, () -> {
                    long bytes = 0;
                    for (Page page : Page.values()) {
                        bytes += size(folder.resolve(site).resolve(page.file()));
                    }
                    assertThat(bytes).isBetween(1L, 2_000_000L);
                }));
    }

    private static long size(Path file) throws IOException {
        return Files.size(file);
    }
}
