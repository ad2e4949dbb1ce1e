package io.penstock.features.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the rows of an exchange by key and time, and decides whether its hot keys are split by time.
 *
 * <p>The unit is a bucket of keys by hash; a hot one is cut into pieces of about even numbers of rows. Pieces and all other
 * buckets are dealt out to the partitions by their counts. Equal rows give an equal choice; a choice never changes what a query
 * sees, see {@link Carry}.
 */
final class SkewPlan {
    private static final Logger LOG = LoggerFactory.getLogger(SkewPlan.class);

    private final JavaRDD<InternalRow> rows;
    private final KeyBuckets buckets;
    private final List<Carry> carries;
    private final UnaryOperator<long[]> allowed;
    private final int partitions;
    private final SkewRule rule;

    private SkewPlan(
            Dataset<Row> union,
            int keyFields,
            List<Carry> carries,
            UnaryOperator<long[]> allowed,
            int partitions,
            SkewRule rule) {
        this.rows = union.select("sort", "tag", "key", "event", "created")
                .queryExecution()
                .toRdd()
                .toJavaRDD();
        this.buckets = KeyBuckets.of(keyFields, partitions);
        this.carries = carries;
        this.allowed = allowed;
        this.partitions = partitions;
        this.rule = rule;
    }

    /**
     * Reads the key columns and times of a union, if it reads enough rows from these inputs to make that worth while. {@code
     * allowed} moves cuts to where keys may be cut.
     */
    static SkewChoice choose(
            List<Dataset<Row>> inputs,
            Supplier<Dataset<Row>> union,
            int keyFields,
            List<Carry> carries,
            UnaryOperator<long[]> allowed) {
        SparkSession session = inputs.get(0).sparkSession();
        SkewRule rule = SkewRule.of(session);
        int partitions = ExchangePlan.partitions(session);
        Optional<String> reason = rule.reasonAgainst(inputs, partitions);
        if (reason.isPresent()) {
            return SkewChoice.whole(reason.get());
        }
        SkewChoice choice = new SkewPlan(union.get(), keyFields, carries, allowed, partitions, rule).choose();
        LOG.info(choice.reason());
        return choice;
    }

    private SkewChoice choose() {
        long[] counts = buckets.rows(rows);
        long total = Arrays.stream(counts).sum();
        double most = rule.share() * total / partitions;
        List<Integer> hot = IntStream.range(0, counts.length)
                .filter(bucket -> counts[bucket] > most)
                .boxed()
                .toList();
        if (hot.isEmpty()) {
            long largest = Arrays.stream(counts).max().orElse(0);
            return SkewChoice.whole("no bucket of keys has more than " + largest + " of " + total + " rows");
        }
        Map<Integer, TimeCounts> times = buckets.times(rows, hot, carries.size(), partitions);
        Map<Integer, long[]> cuts = new TreeMap<>();
        times.forEach((bucket, when) -> cuts.put(bucket, allowed.apply(when.cuts(pieces(counts[bucket], most)))));
        return choose(counts, total, times, cuts);
    }

    private int pieces(long rows, double most) {
        return (int) Math.min(partitions, Math.ceil(rows / most));
    }

    private SkewChoice choose(long[] counts, long total, Map<Integer, TimeCounts> times, Map<Integer, long[]> cuts) {
        List<Packing.Item> items = new ArrayList<>();
        long carried = -total;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            long[] loads = cuts.containsKey(bucket)
                    ? times.get(bucket).loads(cuts.get(bucket), carries)
                    : new long[] {counts[bucket]};
            for (int piece = 0; piece < loads.length; piece++) {
                items.add(new Packing.Item(bucket, piece, loads[piece]));
                carried += loads[piece];
            }
        }
        Packing packing = Packing.of(items, partitions);
        long whole = largestWhole(counts);
        String numbers = cuts.size() + " of " + counts.length + " buckets of keys, at most " + carried
                + " rows carried over borders" + (holds() ? " besides those held without window" : "")
                + ", the largest of " + partitions + " tasks " + packing.largest()
                + " rows in place of " + whole + " (mean " + total / partitions + ")";
        return packing.largest() > rule.gain() * whole
                ? SkewChoice.whole("to split them does not pay: " + numbers)
                : new SkewChoice(Optional.of(placement(packing, times, cuts)), "hot keys split by time: " + numbers);
    }

    private boolean holds() {
        return carries.stream().anyMatch(carry -> !carry.holds().isEmpty());
    }

    /** The rows of the largest task where whole buckets are dealt out without regard to their counts. */
    private long largestWhole(long[] counts) {
        long[] loads = new long[partitions];
        for (int bucket = 0; bucket < counts.length; bucket++) {
            loads[bucket % partitions] += counts[bucket];
        }
        return Arrays.stream(loads).max().orElse(0);
    }

    private Placement placement(Packing packing, Map<Integer, TimeCounts> times, Map<Integer, long[]> cuts) {
        int[] whole = IntStream.range(0, buckets.count())
                .map(bucket -> packing.partition(bucket, 0))
                .toArray();
        Pieces[] hot = new Pieces[buckets.count()];
        cuts.forEach((bucket, at) -> {
            int[] targets = IntStream.rangeClosed(0, at.length)
                    .map(piece -> packing.partition(bucket, piece))
                    .toArray();
            hot[bucket] = Pieces.of(at, carries, times.get(bucket), targets);
        });
        return new Placement(buckets, Placement.numbers(partitions), whole, hot, carries);
    }
}
