package io.penstock.validation.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {

    @Test
    void tailsAreThoseOfThePrintedTables() {
        assertThat(StudentT.above(6.314, 1)).isCloseTo(0.05, within(1e-5));
        assertThat(StudentT.above(1.895, 7)).isCloseTo(0.05, within(1e-4));
        assertThat(StudentT.above(4.785, 7)).isCloseTo(0.001, within(1e-6));
        assertThat(StudentT.above(2.624, 14)).isCloseTo(0.01, within(1e-5));
        assertThat(StudentT.above(0, 5)).isCloseTo(0.5, within(1e-12));
        assertThat(StudentT.above(-1.895, 7)).isCloseTo(0.95, within(1e-4));
        assertThat(StudentT.above(40, 14)).isBetween(0.0, 1e-14);
    }
}
