package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src|action|xlink:href)=\"(?!#|data:image/svg)");

    @Test
    void aReportIsOneFileThatReplacesTheOneBefore(@TempDir Path folder) throws Exception {
        Path page = Report.write(Examples.troubled(), folder.resolve("a/report"));
        Report.write(Examples.calm(), folder.resolve("a/report"));

        assertThat(page).isEqualTo(folder.resolve("a/report/index.html"));
        assertThat(page).content(StandardCharsets.UTF_8).contains("Nothing is wrong.");
        try (var files = Files.list(page.getParent())) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void equalDataGiveEqualBytes() {
        assertThat(Report.html(Examples.troubled())).isEqualTo(Report.html(Examples.troubled()));
    }

    @Test
    void aYearOfBatchesTakesLessThanHalfAMegabyte() {
        assertThat(Report.html(Examples.troubled()).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(500_000);
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
        return DynamicTest.dynamicTest(name, () -> {
            String html = Report.html(data);
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
        });
    }

    @Test
    void whatIsWrongComesFirstWithReasonAndSinceWhen() {
        String text = text(Report.html(Examples.troubled()));

        assertThat(text.indexOf("What to look at")).isLessThan(text.indexOf("Rows read"));
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
        String text = text(Report.html(Examples.calm()));

        assertThat(text)
                .contains("As of 2013-11-01 00:00 UTC")
                .contains("sources/departures@2")
                .contains("Test AUC of arrival_late 0.754 95 % interval 0.731 to 0.774")
                .contains("AUC more is better 0.754 0.731 – 0.774 0.771 0.641")
                .contains("1,502 4,400")
                .contains("64.9 % of its yes is right; it finds 25.4 % of what was yes")
                .contains("train 173,204 25.1 %")
                .contains("origin_congestion__late_share_3h 22.0 %")
                .contains("mean of dep_delay 3h")
                .contains("2013-01-01..2013-09-30 2013-11-03 11:40 UTC 1 m 2 s 780,031 766,418");
    }

    @Test
    void theLedgerOfEverySourceAddsUp() {
        for (SourceFacts source : Examples.troubled().sources()) {
            String text = text(Report.html(Examples.troubled()));
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
        String text = text(Report.html(Examples.empty()));

        assertThat(text)
                .contains("No job has run yet.", "As of no run yet", "No source is defined.", "No model is defined.");
    }

    @Test
    void everyHostileTextStaysText() throws Exception {
        for (String hostile : Hostile.TEXTS) {
            String html = Report.html(Examples.withTexts(text -> hostile));
            Document page = parse(html);

            assertThat(page.getElementsByTagName("script").getLength())
                    .as(hostile)
                    .isZero();
            assertThat(page.getElementsByTagName("img").getLength()).as(hostile).isZero();
            assertThat(elements(page))
                    .as(hostile)
                    .isEqualTo(elements(parse(Report.html(Examples.withTexts(text -> "x")))));
            assertThat(html).as(hostile).doesNotContain("\u202e", "\u2066", "\u200f", "\u0000");
        }
    }

    @Test
    void aTextOfTenThousandCharactersIsCutWhereverItStands() {
        String html = Report.html(Examples.withTexts(text -> "x".repeat(10_000)));

        assertThat(html).doesNotContain("x".repeat(SafeText.LIMIT + 1)).contains("… (10,000 characters)");
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000);
    }

    @Test
    void noTemplateSwitchesEscapingOff() throws Exception {
        Path folder = Path.of(Report.class.getResource("index.peb").toURI()).getParent();
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
    private static Document parse(String html) throws Exception {
        String xml = html.replace("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>|<title>.*?</title>|<desc>.*?</desc>|<[^>]*>", " ")
                .replace("&#39;", "'")
                .replaceAll("[\\s\u00a0]+", " ");
    }
}
