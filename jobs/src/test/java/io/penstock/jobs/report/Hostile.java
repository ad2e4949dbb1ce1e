package io.penstock.jobs.report;

import java.util.List;

/** Texts that try to be more than text. */
final class Hostile {
    static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "</style></svg><img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)\" x=\"",
            "' onload='alert(1)",
            "&lt;script&gt;&#60;b&#62;",
            "{{ data }}{% include 'index.peb' %}",
            "]]><!--",
            "javascript:alert(1)",
            "right\u202eleft\u2066\u200fmarks",
            "nul\u0000bell\u0007escape\u001b[31m",
            "half \ud800 pair and \uffff");

    /** All of them in one. */
    static final String ALL = String.join(" ", TEXTS);

    private Hostile() {}
}
