package io.penstock.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void markupBecomesText() {
        assertThat(SafeText.html("<b a='1' c=\"2\">&")).isEqualTo("&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
    }

    @Test
    void charactersThatSteerTheDisplayAreShownByNumber() {
        assertThat(SafeText.html("a\u202eb\u200fc\u0007d\ud800e")).isEqualTo("a[U+202E]b[U+200F]c[U+0007]d[U+D800]e");
    }

    @Test
    void lettersOfAllScriptsStayAsTheyAre() {
        assertThat(SafeText.html("Grüße, שלום, 東京, 🛫")).isEqualTo("Grüße, שלום, 東京, 🛫");
    }

    @Test
    void anOverlongTextIsCutBetweenCharactersAndSaysHowLongItWas() {
        String planes = "🛫".repeat(SafeText.LIMIT + 1);

        assertThat(SafeText.html(planes)).isEqualTo("🛫".repeat(SafeText.LIMIT) + "… (1,202 characters)");
        assertThat(SafeText.html("x".repeat(SafeText.LIMIT))).isEqualTo("x".repeat(SafeText.LIMIT));
    }

    @Test
    void clippedTextKeepsItsLength() {
        assertThat(SafeText.clip("destination_arrivals", 20)).isEqualTo("destination_arrivals");
        assertThat(SafeText.clip("destination_arrivals", 8)).isEqualTo("destina…");
    }
}
