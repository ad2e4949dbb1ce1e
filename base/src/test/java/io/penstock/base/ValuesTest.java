package io.penstock.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private record Pair(String b, Optional<Integer> a, Instant at, Map<String, Double> rest) {}

    @Test
    void aDurationReadsBackAsPrinted() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 40)));

            assertThat(Durations.parse(Durations.print(duration)))
                    .as("seed 11, case %d", i)
                    .isEqualTo(duration);
        }
        assertThat(Stream.of("36h", "48h", "1h30m", "0s", "2w")
                        .map(Durations::parse)
                        .map(Durations::print))
                .containsExactly("36h", "2d", "90m", "0s", "14d");
        assertThatThrownBy(() -> Durations.parse("999999999999w"))
                .hasMessage("\"999999999999w\" is longer than a hundred years");
    }

    @Test
    void aTableVersionReadsBackAsPrintedAndNothingElseIsOne() {
        TableVersion version = new TableVersion("sources/departures", 3);

        assertThat(TableVersion.parse("sources/departures@3"))
                .isEqualTo(version)
                .hasToString("sources/departures@3");
        assertThatThrownBy(() -> TableVersion.parse("sources/departures"))
                .isInstanceOf(UserError.class)
                .hasMessage("\"sources/departures\" names no table version; write it as sources/departures@3");
    }

    @Test
    void runIdsDifferAndRefuseOddCharacters() {
        assertThat(RunId.create()).isNotEqualTo(RunId.create());
        assertThatThrownBy(() -> new RunId("a/b"))
                .isInstanceOf(UserError.class)
                .hasMessage("run id \"a/b\" is refused: use 1 to 200 of A-Z a-z 0-9 _ . ~ : + -");
    }

    @Test
    void chunksAndRangesOverDaysHoldEveryDayOnce() {
        LocalDate first = LocalDate.parse("2013-02-27");

        assertThat(new DateRange(first, first.plusDays(6)).chunks(3))
                .map(DateRange::toString)
                .containsExactly("2013-02-27..2013-03-01", "2013-03-02..2013-03-04", "2013-03-05");
        List<LocalDate> days = List.of(first, first.plusDays(1), first.plusDays(3), first.plusDays(6));
        assertThat(DateRange.over(days, 1))
                .map(DateRange::toString)
                .containsExactly("2013-02-27..2013-02-28", "2013-03-02", "2013-03-05");
        assertThat(DateRange.over(days, 2))
                .map(DateRange::toString)
                .containsExactly("2013-02-27..2013-03-02", "2013-03-05");
        assertThat(DateRange.over(List.of(), 1)).isEmpty();
    }

    @Test
    void aRangeHoldsBothItsDaysAndEndsBeforeTheNext() {
        DateRange range = new DateRange(LocalDate.parse("2013-02-27"), LocalDate.parse("2013-03-01"));

        assertThat(range.days()).hasSize(3);
        assertThat(range.end()).isEqualTo(Instant.parse("2013-03-02T00:00:00Z"));
        assertThatThrownBy(() -> new DateRange(range.to(), range.from()))
                .hasMessage("the range ends on 2013-02-27, before it begins on 2013-03-01");
    }

    @Test
    void jsonHasSortedKeysAndReadsBack() {
        Pair pair = new Pair("x", Optional.empty(), Instant.EPOCH, Map.of("z", 1.5, "c", 2.0));

        String text = Json.write(pair);

        assertThat(text)
                .isEqualTo("{\"a\":null,\"at\":\"1970-01-01T00:00:00Z\",\"b\":\"x\",\"rest\":{\"c\":2.0,\"z\":1.5}}");
        assertThat(Json.read(text, Pair.class)).isEqualTo(pair);
        assertThat(Json.read("{\"a\":7}", Pair.class).a()).contains(7);
        assertThatThrownBy(() -> Json.read("{", Pair.class)).hasMessage("cannot read this JSON as Pair: {");
    }

    @Test
    void theNearestSpellingForgivesAThirdOfTheLetters() {
        List<String> words = List.of("window", "where", "refresh");

        assertThat(Nearest.to("windwo", words)).contains("window");
        assertThat(Nearest.to("REFRESH", words)).contains("refresh");
        assertThat(Nearest.to("xyz", words)).isEmpty();
    }

    @Test
    void problemsAreToldByFileAndLineEachOnce() {
        Problems problems = new Problems();
        problems.add(new Location("b.yaml", 2), "second");
        problems.add(new Location("a.yaml", 10), "first");
        problems.add(new Location("b.yaml", 2), "second");

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(DefinitionError.class)
                .hasMessage("a.yaml:10: first\nb.yaml:2: second");
    }
}
