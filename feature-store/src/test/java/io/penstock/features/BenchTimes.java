package io.penstock.features;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a piece of work took, time after time: by the clock, and in seconds of a core of this process and a server. */
public final class BenchTimes {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final String name;
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> here = new ArrayList<>();
    private final List<Double> there = new ArrayList<>();

    public BenchTimes(String name) {
        this.name = name;
    }

    /** What is timed. */
    public interface Work {
        void run() throws Exception;
    }

    /** Another process that the work keeps busy. */
    public interface Server {
        double cpuSeconds();
    }

    public String name() {
        return name;
    }

    /** Does the work; rounds up to 0 do not count. */
    public void time(int round, Server server, Work work) throws Exception {
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

    /** The newest time, for people who wait; empty before the first that counts. */
    public String newest() {
        int last = wall.size() - 1;
        return last < 0
                ? ""
                : String.format(Locale.ROOT, "%s: %.2f s, %.2f s of a core", name, wall.get(last), here.get(last));
    }

    /** By the clock, in seconds. */
    public double median() {
        return median(wall);
    }

    /** By the clock, in seconds. */
    public double least() {
        return least(wall);
    }

    /** Of a core of this process, in seconds. */
    public double cpuMedian() {
        return median(here);
    }

    /** Of a core of this process, in seconds. */
    public double cpuLeast() {
        return least(here);
    }

    String line(int rows) {
        return String.format(
                Locale.ROOT,
                "%-40s %,9.0f rows/s   %.2f s (least %.2f)   of a core: here %.2f s, server %.2f s",
                name,
                rows / median(),
                median(),
                least(),
                median(here),
                median(there));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static double least(List<Double> times) {
        return times.stream().min(Double::compare).orElseThrow();
    }
}
