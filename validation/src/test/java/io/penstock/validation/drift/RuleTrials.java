package io.penstock.validation.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Compares rules for an alarm on {@link World}s, where the truth is known; {@code main} prints the table in docs/monitoring.md.
 *
 * <p>The criterion, written down before any real data were judged by it: of the rules by which at most 10 % of unchanged
 * windows have any alarm, in each world without a season and at 1, 10 and 50 columns, with a reference of 240 days and a
 * window of 30, take the one that finds most shifts: the mean, over those worlds and shifts of 0.5, 1 and 2 standard
 * deviations, of the share of shifted columns that alarm, when one column shifts and when a quarter of them does.
 */
final class RuleTrials {
    static final double LIMIT = 0.1;
    static final double[] SHIFTS = {0.5, 1, 2};

    private RuleTrials() {}

    /** What a rule may look at: a score a column, and the scores of the reference's blocks by column, in order. */
    record Trial(double[] scores, double[][] blocks, double[][] sorted, int effective, Map<String, Double> known) {
        static Trial of(double[] scores, double[][] blocks, int effective) {
            double[][] sorted = Arrays.stream(blocks).map(double[]::clone).toArray(double[][]::new);
            Arrays.stream(sorted).forEach(Arrays::sort);
            return new Trial(scores, blocks, sorted, effective, new HashMap<>());
        }

        Trial with(double[] others) {
            return new Trial(others, blocks, sorted, effective, known);
        }

        double quantile(int column, double share) {
            double place = share * (sorted[column].length - 1);
            int below = (int) place;
            int above = Math.min(below + 1, sorted[column].length - 1);
            return sorted[column][below] + (place - below) * (sorted[column][above] - sorted[column][below]);
        }

        double highest(int column) {
            return sorted[column][sorted[column].length - 1];
        }

        double floor(int column) {
            return Math.max(LIMIT, quantile(column, 0.95));
        }

        /** How often its own floor the farthest block of any column lies away. */
        double farthest() {
            double far = 1;
            for (int column = 0; column < scores.length; column++) {
                far = Math.max(far, highest(column) / floor(column));
            }
            return far;
        }

        long beyond() {
            long beyond = 0;
            for (int column = 0; column < scores.length; column++) {
                beyond += scores[column] > floor(column) ? 1 : 0;
            }
            return beyond;
        }

        /** The most columns beyond their floors in one block. */
        long mostBeyond() {
            long most = 0;
            for (int block = 0; block < blocks[0].length; block++) {
                long beyond = 0;
                for (int column = 0; column < scores.length; column++) {
                    beyond += blocks[column][block] > floor(column) ? 1 : 0;
                }
                most = Math.max(most, beyond);
            }
            return most;
        }

        /** How far above its own floor, taken from the blocks that share no day with it, the farthest block of any column lies. */
        double farthestApart() {
            return known.computeIfAbsent("apart", key -> searchApart());
        }

        private double searchApart() {
            double far = 1;
            int window = blocks[0].length / effective;
            for (double[] column : blocks) {
                for (int block = 0; block < column.length; block += Math.max(1, window / 6)) {
                    double[] others = new double[column.length];
                    int kept = 0;
                    for (int other = 0; other < column.length; other++) {
                        if (Math.abs(other - block) >= window) {
                            others[kept++] = column[other];
                        }
                    }
                    if (kept > 0) {
                        Arrays.sort(others, 0, kept);
                        far = Math.max(far, column[block] / Math.max(LIMIT, others[(int) (0.95 * (kept - 1))]));
                    }
                }
            }
            return far;
        }

        /** The t test's p value of a power of a score, with as many observations as blocks that do not overlap. */
        double tail(int column, double power) {
            double mean = mean(column, power);
            double spread = Math.sqrt(variance(column, power) * (1 + 1.0 / effective));
            return StudentT.above((root(scores[column], power) - mean) / spread, effective - 1);
        }

        /** The same with a variance that is half the mean of all columns' (a moderated t). */
        double moderated(int column, double power) {
            double all = known.computeIfAbsent("all " + power, key -> Double.NaN);
            if (Double.isNaN(all)) {
                all = 0;
                for (int other = 0; other < scores.length; other++) {
                    all += variance(other, power) / scores.length;
                }
                known.put("all " + power, all);
            }
            double own = variance(column, power);
            double spread = Math.sqrt(Math.max(own, (own + all) / 2) * (1 + 1.0 / effective));
            int freedom = (scores.length > 4 ? 2 : 1) * (effective - 1);
            return StudentT.above((root(scores[column], power) - mean(column, power)) / spread, freedom);
        }

        private double mean(int column, double power) {
            return known.computeIfAbsent("mean " + column + " " + power, key -> Arrays.stream(blocks[column])
                    .map(x -> root(x, power))
                    .average()
                    .orElseThrow());
        }

        private double variance(int column, double power) {
            String key = "variance " + column + " " + power;
            Double kept = known.get(key);
            if (kept != null) {
                return kept;
            }
            double mean = mean(column, power);
            double squares = 0;
            for (double block : blocks[column]) {
                squares += (root(block, power) - mean) * (root(block, power) - mean);
            }
            double found = squares / blocks[column].length * effective / (effective - 1);
            known.put(key, found);
            return found;
        }

        private static double root(double score, double power) {
            return power == 0 ? Math.log(score) : Math.pow(score, power);
        }

        double empirical(int column) {
            int at = 0;
            while (at < sorted[column].length && sorted[column][at] < scores[column]) {
                at++;
            }
            return (1.0 + sorted[column].length - at) / (1.0 + sorted[column].length);
        }
    }

    interface Rule {
        boolean[] alarms(Trial trial);
    }

    interface One {
        boolean alarms(Trial trial, int column);
    }

    static Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("floor 0.95", each((t, c) -> t.scores()[c] > t.floor(c)));
        rules.put("floor 0.99", each((t, c) -> t.scores()[c] > t.quantile(c, 0.99)));
        for (double k : new double[] {1, 2, 3}) {
            rules.put(k + " x farthest", each((t, c) -> t.scores()[c] > k * t.highest(c)));
        }
        rules.put(
                "before: BH or 1.25 x farthest",
                t -> or(
                        and(
                                bh(t, 0.1, Trial::empirical),
                                each((x, c) -> x.scores()[c] > x.floor(c)).alarms(t)),
                        each((x, c) -> x.scores()[c] > 1.25 * x.highest(c)).alarms(t)));
        for (double power : new double[] {0, 0.25}) {
            String name = power == 0 ? "logarithm" : "fourth root";
            for (double share : new double[] {0.05, 0.1}) {
                rules.put("t of " + name + ", BH " + share, t -> bh(t, share, (x, c) -> x.tail(c, power)));
                rules.put(
                        "moderated t of " + name + ", BH " + share, t -> bh(t, share, (x, c) -> x.moderated(c, power)));
            }
        }
        for (double k : new double[] {1, 1.25}) {
            rules.put(k + " x farthest of all", t -> far(t, k * t.farthest()));
            rules.put(k + " x farthest of all, apart", t -> far(t, k * t.farthestApart()));
        }
        rules.put("more columns than ever", RuleTrials::many);
        return rules;
    }

    private static boolean[] far(Trial trial, double bar) {
        return each((t, c) -> t.scores()[c] > bar * t.floor(c)).alarms(trial);
    }

    private static boolean[] many(Trial trial) {
        return trial.beyond() > trial.mostBeyond()
                ? each((t, c) -> t.scores()[c] > t.floor(c)).alarms(trial)
                : new boolean[trial.scores().length];
    }

    /** Every rule needs the limit too. */
    private static Rule each(One one) {
        return trial -> {
            boolean[] alarms = new boolean[trial.scores().length];
            for (int column = 0; column < alarms.length; column++) {
                alarms[column] = trial.scores()[column] > LIMIT && one.alarms(trial, column);
            }
            return alarms;
        };
    }

    interface Tail {
        double of(Trial trial, int column);
    }

    private static boolean[] bh(Trial trial, double share, Tail tail) {
        int columns = trial.scores().length;
        double[] p = new double[columns];
        for (int column = 0; column < columns; column++) {
            p[column] = trial.scores()[column] > LIMIT ? tail.of(trial, column) : 1;
        }
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        double bar = -1;
        for (int rank = 1; rank <= columns; rank++) {
            bar = sorted[rank - 1] <= share * rank / columns ? sorted[rank - 1] : bar;
        }
        boolean[] alarms = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            alarms[column] = p[column] <= bar;
        }
        return alarms;
    }

    private static boolean[] or(boolean[] left, boolean[] right) {
        boolean[] both = new boolean[left.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = left[i] || right[i];
        }
        return both;
    }

    private static boolean[] and(boolean[] left, boolean[] right) {
        boolean[] both = new boolean[left.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = left[i] && right[i];
        }
        return both;
    }

    /** What a rule did in a world: share of unchanged windows and columns that alarm, and of shifted columns. */
    static final class Tally {
        int windows;
        double anyFalse;
        double columnFalse;
        final double[] one = new double[SHIFTS.length];
        final double[] quarter = new double[SHIFTS.length];
    }

    static Map<String, Tally> run(World world, int days, int window, long seed, int trials) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        rules().keySet().forEach(rule -> tallies.put(rule, new Tally()));
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(seed * 1_000_003 + trial);
            double[][] levels = world.levels(random, days + window);
            int columns = world.columns();
            double[][] blocks = new double[columns][days - window + 1];
            double[][] scores = new double[1 + SHIFTS.length][columns];
            for (int column = 0; column < columns; column++) {
                DayCounts past = DayCounts.of(World.BINS + 1, World.rows(random, levels[column], 0, days, 0));
                for (int first = 0; first < blocks[column].length; first++) {
                    blocks[column][first] = Method.PSI.between(past.rest(first, window), past.block(first, window));
                }
                for (int shift = 0; shift < scores.length; shift++) {
                    double by = shift == 0 ? 0 : SHIFTS[shift - 1];
                    List<long[]> now = World.rows(random, levels[column], days, days + window, by);
                    scores[shift][column] = Method.PSI.between(
                            past.all(), DayCounts.of(World.BINS + 1, now).all());
                }
            }
            Trial unchanged = Trial.of(scores[0], blocks, days / window);
            rules().forEach((name, rule) -> tally(tallies.get(name), rule, unchanged, scores));
        }
        return tallies;
    }

    private static void tally(Tally tally, Rule rule, Trial unchanged, double[][] scores) {
        int columns = scores[0].length;
        tally.windows++;
        int alarms = count(rule.alarms(unchanged), columns);
        tally.anyFalse += alarms > 0 ? 1 : 0;
        tally.columnFalse += (double) alarms / columns;
        for (int shift = 0; shift < SHIFTS.length; shift++) {
            int many = Math.max(1, columns / 4);
            tally.one[shift] += count(rule.alarms(unchanged.with(mixed(scores, shift + 1, 1))), 1);
            tally.quarter[shift] +=
                    (double) count(rule.alarms(unchanged.with(mixed(scores, shift + 1, many))), many) / many;
        }
    }

    /** The scores of a window of which the first columns have shifted. */
    private static double[] mixed(double[][] scores, int shift, int columns) {
        double[] mixed = scores[0].clone();
        System.arraycopy(scores[shift], 0, mixed, 0, columns);
        return mixed;
    }

    private static int count(boolean[] alarms, int until) {
        int count = 0;
        for (int column = 0; column < until; column++) {
            count += alarms[column] ? 1 : 0;
        }
        return count;
    }

    /** Those that the criterion counts. */
    static List<World> worlds() {
        List<World> worlds = new ArrayList<>();
        for (int columns : new int[] {1, 10, 50}) {
            worlds.add(new World("independent days", columns, 0, 0, 0));
            worlds.add(new World("AR 0.5", columns, 0.5, 0, 0));
            worlds.add(new World("AR 0.7", columns, 0.7, 0, 0));
            worlds.add(new World("AR 0.9", columns, 0.9, 0, 0));
            if (columns > 1) {
                worlds.add(new World("AR 0.7, correlated", columns, 0.7, 0.6, 0));
                worlds.add(new World("AR 0 to 0.9, correlated", columns, 2, 0.3, 0));
            }
        }
        return worlds;
    }

    public static void main(String[] args) {
        int trials = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        Map<String, Double> worst = new LinkedHashMap<>();
        Map<String, Double> power = new LinkedHashMap<>();
        for (World world : worlds()) {
            Map<String, Tally> tallies = run(world, 240, 30, seed, world.columns() > 10 ? trials / 2 : trials);
            print(world, 240, 30, tallies);
            tallies.forEach((rule, tally) -> {
                worst.merge(rule, tally.anyFalse / tally.windows, Math::max);
                double found = (Arrays.stream(tally.one).sum()
                                + Arrays.stream(tally.quarter).sum())
                        / tally.windows
                        / 6;
                power.merge(rule, found / worlds().size(), Double::sum);
            });
        }
        System.out.println(
                "\n| rule | worst share of unchanged windows that alarm | mean share of shifts found |\n| --- | --- | --- |");
        worst.forEach((rule, rate) -> System.out.printf("| %s | %.3f | %.3f |%n", rule, rate, power.get(rule)));
        for (World world : List.of(
                new World("AR 0.97", 10, 0.97, 0, 0),
                new World("AR 0.7, season 1", 10, 0.7, 0, 1),
                new World("AR 0.7", 10, 0.7, 0, 0))) {
            for (int[] shape : new int[][] {{240, 30}, {240, 7}, {120, 30}, {120, 7}}) {
                print(world, shape[0], shape[1], run(world, shape[0], shape[1], seed, trials / 2));
            }
        }
    }

    private static void print(World world, int days, int window, Map<String, Tally> tallies) {
        System.out.printf("%n%s, %d columns, %d days, window %d%n", world.name(), world.columns(), days, window);
        tallies.forEach((rule, tally) -> {
            System.out.printf(
                    "  %-36s any %.3f column %.4f",
                    rule, tally.anyFalse / tally.windows, tally.columnFalse / tally.windows);
            System.out.print(" one");
            Arrays.stream(tally.one).forEach(each -> System.out.printf(" %.2f", each / tally.windows));
            System.out.print(" quarter");
            Arrays.stream(tally.quarter).forEach(each -> System.out.printf(" %.2f", each / tally.windows));
            System.out.println();
        });
    }
}
