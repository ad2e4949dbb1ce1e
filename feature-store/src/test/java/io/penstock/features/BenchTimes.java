package io.penstock.features;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a piece of work took, time after time: by the clock, and in seconds of a core of this process and a server. */
final class BenchTimes {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final String name;
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> here = new ArrayList<>();
    private final List<Double> there = new ArrayList<>();

    BenchTimes(String name) {
        this.name = name;
    }

    interface Work {
        void run() throws Exception;
    }

    interface Server {
        double cpuSeconds();
    }

    String name() {
        return name;
    }

    /** Does the work; round 0 does not count. */
    void time(int round, Server server, Work work) throws Exception {
        System.gc();
        double there0 = server.cpuSeconds();
        long here0 = SYSTEM.getProcessCpuTime();
        long started = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - started) / 1e9;
        if (round > 0) {
            wall.add(seconds);
            here.add((SYSTEM.getProcessCpuTime() - here0) / 1e9);
            there.add(server.cpuSeconds() - there0);
        }
    }

    double median() {
        return median(wall);
    }

    String line(int rows) {
        return String.format(
                Locale.ROOT,
                "%-40s %,9.0f rows/s   %.2f s (least %.2f)   of a core: here %.2f s, server %.2f s",
                name,
                rows / median(),
                median(),
                wall.stream().min(Double::compare).orElseThrow(),
                median(here),
                median(there));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
