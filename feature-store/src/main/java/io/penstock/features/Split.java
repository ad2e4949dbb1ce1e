package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** How a training set is cut in time into train, validation and test; rows within {@code gap} before a border are left out. */
public sealed interface Split {
    /** The time left free before each border. */
    Duration gap();

    /** Lengths back from the cut-off: the last {@code test}, before it {@code validation}, before it training. */
    record Back(Duration test, Duration validation, Duration gap) implements Split {
        public Back {
            requireNonNull(test, "test");
            requireNonNull(validation, "validation");
            requireNonNull(gap, "gap");
        }
    }

    /** Borders by date (UTC days); {@code until} is the first day that is left out. */
    record Dates(LocalDate validationFrom, LocalDate testFrom, Optional<LocalDate> until, Duration gap)
            implements Split {
        public Dates {
            requireNonNull(validationFrom, "validationFrom");
            requireNonNull(testFrom, "testFrom");
            requireNonNull(until, "until");
            requireNonNull(gap, "gap");
        }
    }
}
