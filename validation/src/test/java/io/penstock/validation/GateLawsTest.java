package io.penstock.validation;

import static io.penstock.validation.Checks.complete;
import static io.penstock.validation.Checks.expression;
import static io.penstock.validation.Checks.fresh;
import static io.penstock.validation.Checks.inRange;
import static io.penstock.validation.Checks.matches;
import static io.penstock.validation.Checks.oneOf;
import static io.penstock.validation.Checks.rowCount;
import static io.penstock.validation.Checks.unique;
import static io.penstock.validation.Checks.warn;
import static io.penstock.validation.Checks.where;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random frames, many a gate run (each is a slice), against an oracle that goes over the rows in plain Java. */
class GateLawsTest {
    private static final int FRAMES = 12;
    private static final int MORE_FRAMES = 18;
    private static final String DDL = "id int, day string, a int, b int, d double, s string, t timestamp";
    private static final Instant AS_OF = Instant.parse("2013-01-02T00:00:00Z");

    /** A row as plain Java sees it. */
    private record Plain(int id, String day, Integer a, Integer b, Double d, String s, Instant t) {
        Row row() {
            return RowFactory.create(id, day, a, b, d, s, t);
        }
    }

    /** What a row check says of a row: null where it cannot be evaluated. */
    private interface Oracle extends Function<Plain, Boolean> {}

    private record RowLaw(Check check, Oracle passes) {}

    private record TableLaw(
            Check check,
            Function<List<Plain>, Boolean> holds,
            Function<List<Plain>, String> observed,
            Function<List<Plain>, String> message) {
        TableLaw(Check check, Function<List<Plain>, Boolean> holds, Function<List<Plain>, String> observed) {
            this(check, holds, observed, frame -> "");
        }
    }

    /** What a key is of a row, null where any of it is, and whether the check speaks of the row: null where that throws. */
    private record KeyLaw(Check check, Function<Plain, List<?>> key, Oracle scope) {
        TableLaw law() {
            return new TableLaw(check, frame -> doubled(frame) + threw(frame) == 0, this::share, this::message);
        }

        private List<List<?>> compared(List<Plain> frame) {
            return frame.stream()
                    .filter(row -> Boolean.TRUE.equals(scope.apply(row)))
                    .map(key)
                    .filter(values -> !values.contains(null))
                    .collect(Collectors.toList());
        }

        private long doubled(List<Plain> frame) {
            List<List<?>> compared = compared(frame);
            return compared.stream()
                    .filter(values -> Collections.frequency(compared, values) > 1)
                    .count();
        }

        private long threw(List<Plain> frame) {
            return frame.stream().filter(row -> scope.apply(row) == null).count();
        }

        private String share(List<Plain> frame) {
            long compared = compared(frame).size();
            return CheckText.share(compared - doubled(frame), compared);
        }

        private String message(List<Plain> frame) {
            long compared = compared(frame).size();
            long threw = threw(frame);
            long withNull = frame.stream()
                            .filter(row -> Boolean.TRUE.equals(scope.apply(row)))
                            .count()
                    - compared;
            return doubled(frame) + " of " + compared + " rows share their key with another"
                    + switch ((int) withNull) {
                        case 0 -> "";
                        case 1 -> "; 1 row with a null in the key was not compared";
                        default -> "; " + withNull + " rows with a null in the key were not compared";
                    }
                    + switch ((int) threw) {
                        case 0 -> "";
                        case 1 -> "; where could not be evaluated on 1 row";
                        default -> "; where could not be evaluated on " + threw + " rows";
                    };
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void verdictsCountsAndContentsEqualTheOracle(long seed) {
        Random random = new Random(seed);
        Map<String, List<Plain>> frames = frames(random);
        List<RowLaw> rowLaws = rowLaws(random);
        List<TableLaw> tableLaws = tableLaws(random);
        CheckSuite suite = new CheckSuite(rowLaws.stream().map(RowLaw::check).toList())
                .and(tableLaws.stream().map(TableLaw::check).toArray(Check[]::new));
        Dataset<Row> rows = dataset(frames, random);
        Candidate candidate = Frames.byDay(rows, frames.keySet().toArray(String[]::new));

        rowsAreRefusedAsTheOracleSays(seed, suite, rowLaws, frames, rows);
        GateReport report = Gate.check(candidate, suite, slice -> AS_OF);
        aScanOfLittleRoomFindsTheSame(seed, candidate, suite, report);

        Map<String, CheckResult> results = new HashMap<>();
        report.results().forEach(result -> results.put(result.slice() + " " + result.checkName(), result));
        frames.forEach((slice, frame) -> {
            String at = "seed " + seed + " frame " + slice + " ";
            boolean blocked = false;
            for (RowLaw law : rowLaws) {
                long fail = frame.stream().filter(row -> !passes(law, row)).count();
                long threw = frame.stream()
                        .filter(row -> law.passes().apply(row) == null)
                        .count();
                CheckResult result = results.get(slice + " " + law.check().name());
                assertThat(result.verdict()).as(at + law.check()).isEqualTo(verdict(law.check(), fail == 0));
                assertThat(result.message())
                        .as(at + law.check())
                        .isEqualTo(fail + " of " + frame.size() + " rows fail"
                                + (threw == 0
                                        ? ""
                                        : ", " + threw + " of them because the check could not be evaluated"));
                blocked |= result.verdict() == CheckVerdict.FAILED;
            }
            for (TableLaw law : tableLaws) {
                CheckResult result = results.get(slice + " " + law.check().name());
                boolean holds = law.holds().apply(frame);
                assertThat(result.verdict()).as(at + law.check()).isEqualTo(verdict(law.check(), holds));
                assertThat(result.observed())
                        .as(at + law.check())
                        .isEqualTo(law.observed().apply(frame));
                assertThat(result.message())
                        .as(at + law.check())
                        .contains(law.message().apply(frame));
                blocked |= result.verdict() == CheckVerdict.FAILED;
            }
            assertThat(report.blocked().containsKey(slice)).as(at).isEqualTo(blocked);
            assertThat(report.contents().get(slice).rows()).as(at).isEqualTo(frame.size());
        });
        contentIsThatOfTheRowsAlone(seed, frames, report, random);
    }

    private static void rowsAreRefusedAsTheOracleSays(
            long seed, CheckSuite suite, List<RowLaw> laws, Map<String, List<Plain>> frames, Dataset<Row> rows) {
        RowGate gate = RowGate.compile(suite, rows.schema());
        Map<Integer, Row> marked = new HashMap<>();
        gate.mark(rows)
                .select(col("id"), gate.reasons(col(RowGate.REFUSED)), gate.reasons(col(RowGate.WARNED)))
                .collectAsList()
                .forEach(row -> marked.put(row.getInt(0), row));
        frames.values().stream().flatMap(List::stream).forEach(row -> {
            Row found = marked.get(row.id());
            assertThat(names(found, 1)).as("seed " + seed + " " + row).isEqualTo(failed(laws, row, Severity.ERROR));
            assertThat(names(found, 2)).as("seed " + seed + " " + row).isEqualTo(failed(laws, row, Severity.WARN));
        });
    }

    private static void aScanOfLittleRoomFindsTheSame(
            long seed, Candidate candidate, CheckSuite suite, GateReport report) {
        int room = seed % 2 == 0 ? 0 : 100;
        GateReport other = new GateRun(candidate, suite, slice -> AS_OF, new SliceScan(room))
                .run(RowGate.compile(suite, candidate.rows().schema()), List.of());
        assertThat(other.results()).as("seed " + seed).isEqualTo(report.results());
        assertThat(other.contents()).as("seed " + seed).isEqualTo(report.contents());
    }

    /** The same rows in other slices' company, order and partitions have the same content; a changed row has not. */
    private static void contentIsThatOfTheRowsAlone(
            long seed, Map<String, List<Plain>> frames, GateReport report, Random random) {
        Map<String, List<Plain>> again = new TreeMap<>(Collections.reverseOrder());
        frames.forEach((slice, frame) -> {
            List<Plain> shuffled = new ArrayList<>(frame);
            Collections.shuffle(shuffled, random);
            again.put(slice, shuffled);
        });
        String changed = frames.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .findAny()
                .orElseThrow()
                .getKey();
        Plain first = again.get(changed).get(0);
        again.get(changed)
                .set(
                        0,
                        new Plain(
                                first.id(), first.day(), first.b(), first.a(), first.d(), first.s() + "!", first.t()));
        Candidate candidate =
                Frames.byDay(dataset(again, random), frames.keySet().toArray(String[]::new));
        GateReport other = Gate.check(candidate, CheckSuite.NONE, slice -> AS_OF);
        report.contents().forEach((slice, content) -> {
            if (slice.equals(changed)) {
                assertThat(other.contents().get(slice))
                        .as("seed " + seed + " " + slice)
                        .isNotEqualTo(content);
            } else {
                assertThat(other.contents().get(slice))
                        .as("seed " + seed + " " + slice)
                        .isEqualTo(content);
            }
        });
    }

    private static Map<String, List<Plain>> frames(Random random) {
        Map<String, List<Plain>> frames = new LinkedHashMap<>();
        int id = 0;
        int count = FRAMES + random.nextInt(MORE_FRAMES);
        for (int i = 0; i < count; i++) {
            String slice = "f" + i;
            List<Plain> frame = new ArrayList<>();
            int size = random.nextInt(5) == 0 ? 0 : random.nextInt(40);
            int spread = 1 + random.nextInt(60);
            boolean clean = random.nextBoolean();
            for (int j = 0; j < size; j++) {
                frame.add(plain(random, id++, slice, spread, clean));
            }
            frames.put(slice, frame);
        }
        return frames;
    }

    private static Plain plain(Random random, int id, String slice, int spread, boolean clean) {
        double[] odd = {Double.NaN, -0.0, Double.POSITIVE_INFINITY, 1e300};
        int nulls = clean ? 1000 : 8;
        Integer a = random.nextInt(nulls) == 0 ? null : random.nextInt(spread);
        Integer b = random.nextInt(nulls) == 0 ? null : clean ? 1 + random.nextInt(3) : random.nextInt(3);
        Double d = random.nextInt(nulls) == 0
                ? null
                : !clean && random.nextInt(6) == 0 ? odd[random.nextInt(4)] : Double.valueOf(random.nextInt(20) - 10);
        String s = random.nextInt(nulls) == 0 ? null : "k" + random.nextInt(clean ? 3 : 5);
        Instant t = random.nextInt(nulls) == 0 ? null : AS_OF.minusSeconds(random.nextInt(20_000));
        return new Plain(id, slice, a, b, d, s, t);
    }

    private static Dataset<Row> dataset(Map<String, List<Plain>> frames, Random random) {
        List<Row> rows = new ArrayList<>();
        frames.values().forEach(frame -> frame.forEach(row -> rows.add(row.row())));
        return Frames.frame(DDL, rows).repartition(1 + random.nextInt(4));
    }

    private static List<RowLaw> rowLaws(Random random) {
        int low = random.nextInt(10) - 10;
        int high = random.nextInt(10);
        int limit = random.nextInt(4);
        List<RowLaw> laws = new ArrayList<>();
        laws.add(new RowLaw(complete("a"), row -> row.a() != null));
        laws.add(new RowLaw(warn(complete("s")), row -> row.s() != null));
        laws.add(new RowLaw(inRange("d", "" + low, "" + high), row -> inside(row, low, high)));
        laws.add(new RowLaw(
                oneOf("s", "k0", "k1", "k2", "k3"),
                row -> row.s() == null || !row.s().equals("k4")));
        laws.add(new RowLaw(
                warn(matches("s", "k[0-2]")), row -> row.s() == null || row.s().compareTo("k3") < 0));
        laws.add(new RowLaw(expression("a / b >= " + limit), row -> ratio(row, limit)));
        laws.add(new RowLaw(warn(expression("a / b < 30")), row -> {
            Boolean atLeast = ratio(row, 30);
            return atLeast == null ? null : row.a() == null || row.b() == null || !atLeast;
        }));
        laws.add(new RowLaw(
                where(complete("t"), "s = 'k" + limit + "'"),
                row -> !Objects.equals(row.s(), "k" + limit) || row.t() != null));
        Check thrower = where(
                new Complete(
                        "thrower", "d", java.util.Optional.empty(), Severity.ERROR, io.penstock.base.Location.NONE),
                "a % b = 0");
        laws.add(new RowLaw(
                thrower,
                row -> row.b() != null && row.b() == 0 && row.a() != null
                        ? null
                        : row.a() == null || row.b() == null || row.a() % row.b() != 0 || row.d() != null));
        return laws;
    }

    private static boolean inside(Plain row, double low, double high) {
        return row.d() == null || (row.d() >= low && row.d() <= high);
    }

    private static Boolean ratio(Plain row, int limit) {
        if (row.a() == null || row.b() == null) {
            return true;
        }
        return row.b() == 0 ? null : (Boolean) (row.a() / (double) row.b() >= limit);
    }

    private static List<TableLaw> tableLaws(Random random) {
        long min = random.nextInt(20);
        long max = min + random.nextInt(20);
        Duration within = Duration.ofMinutes(random.nextInt(60));
        return List.of(
                new TableLaw(
                        rowCount(min, max),
                        frame -> frame.size() >= min && frame.size() <= max,
                        frame -> "" + frame.size()),
                new TableLaw(
                        warn(fresh("t", within)),
                        frame -> newest(frame) != null && !newest(frame).isBefore(AS_OF.minus(within)),
                        frame -> newest(frame) == null
                                ? "no rows"
                                : newest(frame).toString()),
                new KeyLaw(unique("id"), row -> Arrays.asList(row.id()), row -> true).law(),
                new KeyLaw(unique("a"), row -> Arrays.asList(row.a()), row -> true).law(),
                new KeyLaw(warn(unique("d")), row -> Arrays.asList(number(row)), row -> true).law(),
                new KeyLaw(unique("d", "a"), row -> Arrays.asList(number(row), row.a()), row -> true).law(),
                new KeyLaw(where(unique("a", "s"), "d > 0"), GateLawsTest::pair, GateLawsTest::positive).law(),
                new KeyLaw(where(unique("s", "t"), "a % b = 0"), row -> Arrays.asList(row.s(), row.t()), row -> {
                            boolean values = row.a() != null && row.b() != null;
                            return values && row.b() == 0 ? null : (Boolean) (values && row.a() % row.b() == 0);
                        })
                        .law());
    }

    private static List<?> pair(Plain row) {
        return Arrays.asList(row.a(), row.s());
    }

    private static Double number(Plain row) {
        return row.d() == null || row.d() != 0 ? row.d() : Double.valueOf(0.0);
    }

    private static boolean positive(Plain row) {
        return row.d() != null && (row.d() > 0 || row.d().isNaN());
    }

    private static Instant newest(List<Plain> frame) {
        return frame.stream()
                .map(Plain::t)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static boolean passes(RowLaw law, Plain row) {
        return Boolean.TRUE.equals(law.passes().apply(row));
    }

    private static CheckVerdict verdict(Check check, boolean holds) {
        return holds
                ? CheckVerdict.PASSED
                : check.severity() == Severity.ERROR ? CheckVerdict.FAILED : CheckVerdict.WARNED;
    }

    private static List<String> failed(List<RowLaw> laws, Plain row, Severity severity) {
        return laws.stream()
                .filter(law -> law.check().severity() == severity && !passes(law, row))
                .map(law -> law.check().name())
                .toList();
    }

    private static List<String> names(Row row, int at) {
        return row.<Row>getList(at).stream().map(reason -> reason.getString(0)).toList();
    }
}
