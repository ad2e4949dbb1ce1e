package io.penstock.features.laws;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The random events of one case, on a few keys of its own, and moments worth asking about. */
record History(int number, List<Event> events, List<Query> queries) {
    static final long DAY = 86_400_000_000L;
    /** 2013-03-01. */
    static final long START = 15_765 * DAY;

    static final int DAYS = 40;

    record Query(int number, Key key, long moment) {}

    /** {@code size} events over some weeks, or on a grid of a few seconds where everything is tied. */
    static History random(int number, int size, int moments, Random random) {
        boolean tight = random.nextInt(3) == 0;
        Values values = Values.random(size, random);
        int keys = 1 + random.nextInt(size < 100 ? 4 : 2);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(event(number, i, size, keys, tight, values, random));
        }
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < moments; i++) {
            String k1 = random.nextInt(15) == 0 ? null : key(number, random.nextInt(keys + 1));
            Long k2 = random.nextInt(15) == 0 ? null : Long.valueOf(random.nextInt(3));
            queries.add(new Query(number * 10_000 + i, new Key(k1, k2, true), moment(events, tight, random)));
        }
        return new History(number, events, queries);
    }

    private static Event event(int number, int i, int size, int keys, boolean tight, Values values, Random random) {
        long event = START + (tight ? random.nextInt(12) * 1_000_000L : (long) (random.nextDouble() * DAYS * DAY));
        Long created =
                switch (random.nextInt(8)) {
                    case 0 -> null;
                    case 1 -> event + 1_000_000L * random.nextInt(20);
                    case 2 -> event + (long) (random.nextDouble() * 3 * DAY);
                    case 3 -> event - (long) (random.nextDouble() * 3 * DAY);
                    case 4 -> START + DAY * random.nextInt(DAYS);
                    default -> event;
                };
        return new Event(
                random.nextInt(25) == 0 ? null : key(number, random.nextInt(keys)),
                random.nextInt(20) == 0 ? null : Long.valueOf(random.nextInt(2)),
                event,
                created,
                "b" + random.nextInt(3),
                i,
                number * 10_000 + random.nextInt(Math.max(1, size / 2)),
                values.x(),
                random.nextInt(9) == 0 ? null : random.nextLong() >> 24,
                random.nextInt(6) == 0 ? null : Integer.valueOf(random.nextInt(7) - 3),
                random.nextInt(6) == 0 ? null : List.of("a", "b", "bc").get(random.nextInt(3)),
                random.nextInt(4) == 0 ? null : Boolean.valueOf(random.nextBoolean()),
                random.nextInt(6) == 0 ? null : Float.valueOf(random.nextFloat() * 10 - 5),
                random.nextInt(6) == 0 ? null : LocalDate.of(2013, 1, 1 + random.nextInt(28)),
                random.nextInt(6) == 0 ? null : BigDecimal.valueOf(random.nextInt(10_000), 2));
    }

    private static String key(int number, int key) {
        return "case" + number + "-" + key;
    }

    /** Mostly where something changes: at an event, when it is known, when it leaves a window, or a microsecond beside. */
    private static long moment(List<Event> events, boolean tight, Random random) {
        if (events.isEmpty() || random.nextInt(4) == 0) {
            return START + (long) (random.nextDouble() * (tight ? 30_000_000L : (DAYS + 5) * DAY));
        }
        Event event = events.get(random.nextInt(events.size()));
        long[] windows = {0, 0, 1_000_000L, 60_000_000L, 3_600_000_000L, DAY, 7 * DAY, 30 * DAY};
        long base = random.nextBoolean() ? event.event() : event.known();
        return base + windows[random.nextInt(windows.length)] + random.nextInt(3) - 1;
    }

    /** Doubles of one style. */
    private record Values(Random random, int style) {
        /** The widest range of exponents only in short histories, where the oracle can afford it. */
        static Values random(int size, Random random) {
            int style = random.nextInt(5);
            return new Values(random, style == 3 && size > 100 ? 1 : style);
        }

        Double x() {
            int special = random.nextInt(40);
            if (special < 4) {
                return null;
            }
            if (style == 4 && special < 9) {
                return List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0)
                        .get(special - 4);
            }
            return switch (style) {
                case 0 -> (double) (random.nextInt(200) - 40);
                case 1 -> random.nextInt(10_000) / 100.0;
                case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
                case 3 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(1800) - 900);
                default -> random.nextGaussian();
            };
        }
    }
}
