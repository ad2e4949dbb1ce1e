package io.penstock.features;

import static java.util.Objects.requireNonNull;

import io.penstock.base.Sql;
import java.util.Optional;

/** What a feature does with the rows of its window; over none of them {@link Count} is 0 and all others are null. */
public sealed interface Aggregate {
    /** What is aggregated; empty where whole rows are counted. */
    Optional<Sql> input();

    /** The rows, or those where the expression is not null. */
    record Count(Optional<Sql> of) implements Aggregate {
        public Count {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return of;
        }
    }

    /** The sum, exact and rounded once; nulls are left out. */
    record Sum(Sql of) implements Aggregate {
        public Sum {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The mean, exact and rounded once; nulls are left out. */
    record Mean(Sql of) implements Aggregate {
        public Mean {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The smallest; nulls are left out. */
    record Min(Sql of) implements Aggregate {
        public Min {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The greatest; nulls are left out. */
    record Max(Sql of) implements Aggregate {
        public Max {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The standard deviation of the sample; null at one row. */
    record StdDev(Sql of) implements Aggregate {
        public StdDev {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The value of the oldest row, null included. */
    record First(Sql of) implements Aggregate {
        public First {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }

    /** The value of the newest row, null included. */
    record Last(Sql of) implements Aggregate {
        public Last {
            requireNonNull(of, "of");
        }

        @Override
        public Optional<Sql> input() {
            return Optional.of(of);
        }
    }
}
