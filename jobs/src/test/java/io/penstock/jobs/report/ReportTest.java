package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class ReportTest {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:href|src|action|xlink:href)=\"(?!(index|gates|features|model|predictions|drift|consistency|lineage|runs)\\.html\"|data:image/svg)");

    @Test
    void pagesOfNotebooksBesideTheReportAreLinkedTo(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("notebooks"));
        Files.writeString(folder.resolve("notebooks/1-look & see.html"), "<p>seen</p>");
        Files.writeString(folder.resolve("notebooks/run.log"), "");

        Path page = Report.write(Examples.calm(), folder);

        assertThat(page)
                .content()
                .contains("<a href=\"notebooks/1-look &amp; see.html\">1-look &amp; see</a>")
                .doesNotContain("run.log");
        assertThat(Report.pages(Examples.calm()).get(Page.OVERVIEW)).doesNotContain("Notebooks");
    }

    @Test
    void aReportIsAFileForEachPageThatReplacesTheOneBefore(@TempDir Path folder) throws Exception {
        Path page = Report.write(Examples.troubled(), folder.resolve("a/report"));
        Report.write(Examples.calm(), folder.resolve("a/report"));

        assertThat(page).isEqualTo(folder.resolve("a/report/index.html"));
        assertThat(page).content(StandardCharsets.UTF_8).contains("Nothing is wrong.");
        try (var files = Files.list(page.getParent())) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder(
                            Stream.of(Page.values()).map(Page::file).toArray(String[]::new));
        }
    }

    @Test
    void equalDataGiveEqualBytes() {
        assertThat(Report.pages(Examples.troubled())).isEqualTo(Report.pages(Examples.troubled()));
    }

    @Test
    void aYearOfBatchesAndVerdictsTakesLessThanAMegabyte() {
        assertThat(html(Examples.troubled()).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(1_000_000);
    }

    @TestFactory
    List<DynamicTest> thePageIsWellFormedAndLoadsNothing() {
        return List.of(
                page("calm", Examples.calm()),
                page("troubled", Examples.troubled()),
                page("empty", Examples.empty()),
                page("hostile", Examples.withTexts(text -> Hostile.ALL)));
    }

    private static DynamicTest page(String name, ReportData data) {
        return DynamicTest.dynamicTest(name, () -> Report.pages(data).forEach(ReportTest::isWellFormedAndLoadsNothing));
    }

    private static void isWellFormedAndLoadsNothing(Page name, String html) {
        Document page = parse(html);

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(ADDRESS.matcher(html).find()).isFalse();
        assertThat(html).doesNotContain("url(").doesNotContain("@import");
        assertThat(html).contains("default-src 'none'");
        NodeList pictures = page.getElementsByTagName("svg");
        for (int i = 0; i < pictures.getLength(); i++) {
            Element picture = (Element) pictures.item(i);
            assertThat(picture.getAttribute("role")).isEqualTo("img");
            assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
        }
    }

    @Test
    void everyPageLinksToEveryOtherAndMarksItself() {
        Report.pages(Examples.troubled()).forEach((page, html) -> {
            for (Page other : Page.values()) {
                assertThat(html).as(page + " to " + other).contains("<a href=\"" + other.file() + "\"");
            }
            assertThat(html).containsPattern("<a href=\"" + page.file() + "\"[^>]* aria-current=\"page\"");
        });
    }

    @Test
    void driftShowsScoreNoiseLimitAndTheBinsThatMoved() {
        String text = text(Report.pages(Examples.troubled()).get(Page.DRIFT));

        assertThat(text)
                .contains("arrival_late 3 of 41 columns drifted")
                .contains("28,653 rows up to 2013-10-31, version 1")
                .contains("score what the model says alarm 0.310 0.054 0.100")
                .contains("bin 19 5.1 % 8.6 %")
                .contains("62 % of the labels are known, 95 % are needed")
                .contains("35 columns are as in training");
        assertThat(text.indexOf("alarm")).isLessThan(text.indexOf("warming up"));
    }

    @Test
    void consistencyShowsCountsCauseAndDifferencesAndNoKey() {
        String text = text(Report.pages(Examples.troubled()).get(Page.CONSISTENCY));

        assertThat(text)
                .contains("differs 2 of 936 compared values differ.")
                .contains("late_share_3h failed 312 2 tampered value 0.25, 0.125")
                .contains("Fresh: its newest tick is within its ttl.")
                .contains("carrier_daily 2013-10-31 view carrier_daily was never put online");
    }

    @Test
    void aSliceIsSaidToBeWorseOnlyWhereItsWholeIntervalIsBelowTheWhole() {
        String text = text(Report.pages(Examples.calm()).get(Page.MODEL));

        assertThat(text)
                .contains(
                        "all rows together (AUC 0.754), the whole interval below: origin LGA . Among 4 slices one may look so by chance.")
                .contains("origin JFK 9,120 21.9 % 0.748 0.733 – 0.760")
                .contains("carrier HA 9,120 21.9 % – too few");
    }

    @Test
    void featuresShowTheirDistribution() {
        String text = text(Report.pages(Examples.calm()).get(Page.FEATURES));

        assertThat(text).contains("departures_1h count of rows, 1h mean 12.4, 0.7 % empty -9.75 80.25");
    }

    @Test
    void whatIsWrongComesFirstWithReasonAndSinceWhen() {
        String text = text(html(Examples.troubled()));

        assertThat(text.indexOf("4 things are wrong, 5 to look at")).isLessThan(text.indexOf("Rows read"));
        assertThat(text)
                .contains(
                        "blocked 2 batches of departures since 2013-10-15 row_count: observed 41, expected at least 300")
                .contains("missing 1 batch of departures since 2013-10-30 Deliver the file, then ingest the batch.")
                .contains(
                        "held Version 2 of arrival_late since 2013-11-03 11:51 UTC test AUC 0.864 is above held_above 0.79")
                .contains("blocked Job ingest for 2013-11-01 since 2013-11-03 11:59 UTC");
        assertThat(text.indexOf("blocked 2 batches")).isLessThan(text.indexOf("warned one_of(origin)"));
    }

    @Test
    void numbersTimesAndSharesReadAsPeopleWriteThem() {
        String text = text(html(Examples.calm()));

        assertThat(text)
                .contains("as of 2013-11-01 00:00 UTC")
                .contains("sources/departures@2")
                .contains("Test AUC of arrival_late 0.754 95 % interval 0.731 to 0.774")
                .contains("AUC more is better 0.754 0.731 – 0.774 0.771 0.641")
                .contains("1,502 4,400")
                .contains("64.9 % of its yes is right; it finds 25.4 % of what was yes")
                .contains("train 173,204 25.1 %")
                .contains("origin_congestion__late_share_3h 22.0 %")
                .contains("mean of dep_delay, 3h")
                .contains("2013-01-01..2013-09-30 2013-11-03 11:40 UTC 1 m 2 s 780,031 766,418");
    }

    @Test
    void theLedgerOfEverySourceAddsUp() {
        ReportData data = Examples.troubled();
        String text = text(Report.pages(data).get(Page.GATES));
        for (SourceFacts source : data.sources()) {
            assertThat(source.read())
                    .as(source.name())
                    .isEqualTo(source.good() + source.quarantined() + source.filtered() + source.blocked());
            assertThat(text)
                    .contains("Read " + Format.count(source.read()) + " Good " + Format.count(source.good())
                            + " Quarantined " + Format.count(source.quarantined()) + " Filtered "
                            + Format.count(source.filtered()) + " Blocked " + Format.count(source.blocked()));
        }
    }

    @Test
    void anEmptyLakeSaysSo() {
        String text = text(html(Examples.empty()));

        assertThat(text).contains("No job has run yet.", "no run yet", "No source is defined.", "No model is defined.");
    }

    @Test
    void everyHostileTextStaysText() {
        String harmless = elements(parse(html(Examples.withTexts(text -> "x"))));
        for (String hostile : Hostile.TEXTS) {
            String html = html(Examples.withTexts(text -> hostile));
            Document page = parse(html);

            assertThat(page.getElementsByTagName("script").getLength())
                    .as(hostile)
                    .isZero();
            assertThat(page.getElementsByTagName("img").getLength()).as(hostile).isZero();
            assertThat(elements(page)).as(hostile).isEqualTo(harmless);
            assertThat(html).as(hostile).doesNotContain("\u202e", "\u2066", "\u200f", "\u0000");
        }
    }

    @Test
    void aTextOfTenThousandCharactersIsCutWhereverItStands() {
        String html = html(Examples.withTexts(text -> "x".repeat(10_000)));

        assertThat(html).doesNotContain("x".repeat(SafeText.LIMIT + 1)).contains("… (10,000 characters)");
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    }

    @Test
    void noTemplateSwitchesEscapingOff() throws Exception {
        Path folder = Path.of(Report.class.getResource("page.peb").toURI()).getParent();
        try (var files = Files.list(folder)) {
            for (Path template :
                    files.filter(file -> file.toString().endsWith(".peb")).toList()) {
                assertThat(template).content().doesNotContain("raw", "autoescape");
            }
        }
    }

    private static String elements(Document page) {
        NodeList all = page.getElementsByTagName("*");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < all.getLength(); i++) {
            names.append(all.item(i).getNodeName())
                    .append(all.item(i).getAttributes().getLength())
                    .append(' ');
        }
        return names.toString();
    }

    /** Every element is closed and every attribute quoted, so that XML's parser reads it. */
    private static Document parse(String html) {
        String xml = "<site>" + html.replace("<!DOCTYPE html>", "") + "</site>";
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
        }
    }

    /** All pages, one after the other. */
    private static String html(ReportData data) {
        return String.join("\n", Report.pages(data).values());
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>|<title>.*?</title>|<desc>.*?</desc>|<[^>]*>", " ")
                .replace("&#39;", "'")
                .replaceAll("[\\s\u00a0]+", " ");
    }
}
