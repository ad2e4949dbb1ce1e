package io.penstock.features.peers;

import io.penstock.features.BenchTimes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our time beside {@code peerTimes} times a peer's, by the clock and in seconds of a core; one of the two ratios (peer to
 * ours) has to reach the goal, where there is one.
 */
record Comparison(String work, BenchTimes ours, BenchTimes peer, int peerTimes, By by, Optional<Double> goal) {

    /** What a goal is about. */
    enum By {
        CLOCK,
        CORE
    }

    static Comparison of(String work, BenchTimes ours, BenchTimes peer, By by, double goal) {
        return new Comparison(work, ours, peer, 1, by, Optional.of(goal));
    }

    private double clockRatio() {
        return peerTimes * peer.median() / ours.median();
    }

    private double coreRatio() {
        return peerTimes * peer.cpuMedian() / ours.cpuMedian();
    }

    private double ratio() {
        return by == By.CLOCK ? clockRatio() : coreRatio();
    }

    private boolean isMet() {
        return goal.isEmpty() || ratio() >= goal.get();
    }

    /** As a line of the file of results; seconds, each the median with the least beside it. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new TreeMap<>();
        map.put("work", work);
        map.put("peer_name", (peerTimes == 1 ? "" : peerTimes + " times ") + peer.name());
        map.put("unit", by == By.CLOCK ? "s" : "s of a core");
        map.put("ours", rounded(by == By.CLOCK ? ours.median() : ours.cpuMedian()));
        map.put("peer", rounded(peerTimes * (by == By.CLOCK ? peer.median() : peer.cpuMedian())));
        map.put("ratio", rounded(ratio()));
        goal.ifPresent(g -> map.put("goal", rounded(g)));
        map.put("met", isMet());
        map.put("times", Map.of("ours", times(ours), "peer", times(peer)));
        return map;
    }

    private static Map<String, Object> times(BenchTimes times) {
        return new TreeMap<>(Map.of(
                "clock", rounded(times.median()),
                "clock_least", rounded(times.least()),
                "core", rounded(times.cpuMedian()),
                "core_least", rounded(times.cpuLeast())));
    }

    /** For people. */
    String line() {
        String verdict = goal.map(g -> String.format(
                        Locale.ROOT,
                        "   goal %.2f %s: %s",
                        g,
                        by == By.CLOCK ? "s" : "core s",
                        isMet() ? "met" : "NOT met"))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%-36s %-22s %s | %s   ratio: s %.2f, core s %.2f%s",
                work,
                (peerTimes == 1 ? "" : peerTimes + " x ") + peer.name(),
                text(ours),
                text(peer),
                clockRatio(),
                coreRatio(),
                verdict);
    }

    private static String text(BenchTimes times) {
        return String.format(
                Locale.ROOT,
                "%6.2f s (%.2f), core %6.2f s (%.2f)",
                times.median(),
                times.least(),
                times.cpuMedian(),
                times.cpuLeast());
    }

    private static double rounded(double number) {
        return Math.round(1000 * number) / 1000.0;
    }
}
