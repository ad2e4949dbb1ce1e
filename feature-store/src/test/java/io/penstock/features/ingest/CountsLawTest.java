package io.penstock.features.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.base.Location;
import io.penstock.validation.Complete;
import io.penstock.validation.InRange;
import io.penstock.validation.Severity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Read = good + quarantined + filtered + blocked, and each of them what a judge of single rows in plain Java says. */
class CountsLawTest {
    private static final int BATCHES = 150;
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @TempDir
    private Path folder;

    @Test
    void everyRowOfRandomFilesGoesWhereThePlainJudgeSendsIt() {
        Project project = new Project(folder)
                .with(Project.source(
                        "law",
                        List.of("id", "sensor", "value"),
                        "value > -5",
                        "at",
                        new Complete("complete(sensor)", "sensor", Optional.empty(), Severity.ERROR, Location.NONE),
                        new InRange(
                                "in_range(value)",
                                "value",
                                Optional.of(BigDecimal.ZERO),
                                Optional.of(BigDecimal.TEN),
                                Optional.empty(),
                                Severity.ERROR,
                                Location.NONE)));
        Map<String, Expected> expected = new HashMap<>();
        List<String> batches = new ArrayList<>();
        for (int seed = 0; seed < BATCHES; seed++) {
            LocalDate day = FIRST.plusDays(seed);
            List<String[]> rows = rows(new Random(seed), day, seed % 3 == 0);
            StringBuilder text = new StringBuilder("id,sensor,value,at\n");
            rows.forEach(row -> text.append(String.join(",", row)).append('\n'));
            project.file("data/" + day + ".csv", text.toString());
            expected.put(day.toString(), judge(rows, day));
            batches.add(day.toString());
        }

        SourceOutcome outcome =
                project.ingest(batches.toArray(String[]::new)).sources().get(0);

        Map<String, Set<Integer>> published = new HashMap<>();
        for (Row row : project.published("law", "batch", "id", "file", "row_number")) {
            published
                    .computeIfAbsent(row.getString(0), batch -> new TreeSet<>())
                    .add(row.getInt(1));
        }
        Map<String, Long> quarantined = new HashMap<>();
        project.quarantined("law", "batch", "file", "row_number")
                .forEach(row -> quarantined.merge(row.getString(0), 1L, Long::sum));
        for (int seed = 0; seed < BATCHES; seed++) {
            BatchOutcome batch = outcome.batches().get(seed);
            Expected right = expected.get(batch.batch());
            assertThat(batch.counts())
                    .as("seed " + seed + " " + batch.reasons())
                    .isEqualTo(right.counts());
            assertThat(published.getOrDefault(batch.batch(), Set.of()))
                    .as("seed " + seed)
                    .isEqualTo(right.ids());
            assertThat(quarantined.getOrDefault(batch.batch(), 0L))
                    .as("seed " + seed)
                    .isEqualTo(right.counts().quarantined() + right.counts().blocked());
        }
        assertThat(expected.values())
                .as("the seeds meet every fate")
                .anyMatch(
                        right -> right.counts().blocked() > 0 && right.counts().quarantined() > 0)
                .anyMatch(right -> right.counts().good() > 0 && right.counts().filtered() > 0);
    }

    private record Expected(Counts counts, Set<Integer> ids) {}

    private static List<String[]> rows(Random random, LocalDate day, boolean alike) {
        List<String[]> rows = new ArrayList<>();
        for (int n = random.nextInt(15); n > 0; n--) {
            String id = pick(random, 0.9, "" + random.nextInt(alike ? 20 : 200), "", "x");
            String sensor = pick(random, 0.9, "s", "NA", "");
            String value = pick(random, 0.7, "" + random.nextInt(10), "NA", "bad", "11", "-7");
            LocalDateTime at = day.atStartOfDay().plusMinutes(alike ? 600 : random.nextInt(30 * 60));
            String time = pick(
                    random,
                    0.8,
                    at.toString(),
                    "",
                    "noon",
                    day.minusDays(1) + " 23:59:59",
                    day.plusDays(1) + " 06:00:00");
            rows.add(
                    random.nextInt(20) == 0
                            ? new String[] {id, sensor, value}
                            : new String[] {id, sensor, value, time});
        }
        return rows;
    }

    private static String pick(Random random, double usual, String usually, String... else_) {
        return random.nextDouble() < usual ? usually : else_[random.nextInt(else_.length)];
    }

    private static Expected judge(List<String[]> rows, LocalDate day) {
        List<String[]> whole = rows.stream().filter(row -> row.length == 4).toList();
        for (int column : new int[] {0, 2, 3}) {
            long given = whole.stream().filter(row -> !isNull(row[column])).count();
            long wrong = whole.stream().filter(row -> isWrong(row[column])).count();
            if (given >= 2 && given == wrong) {
                return new Expected(new Counts(rows.size(), 0, 0, 0, rows.size()), Set.of());
            }
        }
        long quarantined = 0;
        long filtered = 0;
        List<String> keys = new ArrayList<>();
        Set<Integer> ids = new TreeSet<>();
        for (String[] row : rows) {
            if (row.length != 4 || isWrong(row[2])) {
                quarantined++;
            } else if (isNull(row[2]) || Integer.parseInt(row[2]) <= -5) {
                filtered++;
            } else if (isGood(row, day)) {
                keys.add(row[0] + " " + LocalDateTime.parse(row[3].replace(' ', 'T')));
                ids.add(Integer.parseInt(row[0]));
            } else {
                quarantined++;
            }
        }
        boolean doubled = new HashSet<>(keys).size() < keys.size();
        long good = keys.size();
        return doubled
                ? new Expected(new Counts(rows.size(), 0, quarantined, filtered, good), Set.of())
                : new Expected(new Counts(rows.size(), good, quarantined, filtered, 0), ids);
    }

    private static boolean isGood(String[] row, LocalDate day) {
        if (isNull(row[0]) || isWrong(row[0]) || isNull(row[1]) || isNull(row[3]) || isWrong(row[3])) {
            return false;
        }
        LocalDateTime at = LocalDateTime.parse(row[3].replace(' ', 'T'));
        boolean inSpan = !at.isBefore(day.atStartOfDay())
                && at.isBefore(day.plusDays(1).atStartOfDay().plusHours(6));
        return inSpan && !row[2].equals("11");
    }

    private static boolean isNull(String text) {
        return text.isEmpty() || text.equals("NA");
    }

    private static boolean isWrong(String text) {
        return Set.of("x", "bad", "noon").contains(text);
    }
}
