package io.penstock.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSetFilesTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "49999, 1", "50000, 2", "227311, 5", "800000, 16", "16000000, 17", "100000000, 101"})
    void aTrainingSetHasSmallFilesFirstAndLargeOnesWhenItIsLarge(long rows, int files) {
        assertThat(FrozenSet.files(rows)).isEqualTo(files);
    }

    @Test
    void moreRowsNeverMeanFewerFiles() {
        for (long rows = 1; rows < 40_000_000; rows += 9_999) {
            assertThat(FrozenSet.files(rows))
                    .as("files of %d rows", rows)
                    .isGreaterThanOrEqualTo(FrozenSet.files(rows - 1));
        }
    }
}
