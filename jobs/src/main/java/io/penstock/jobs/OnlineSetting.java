package io.penstock.jobs;

import static java.util.Objects.requireNonNull;

/** Which online store a project has. */
public sealed interface OnlineSetting {
    /** A SQLite file, from the project's folder. */
    record Sqlite(String path) implements OnlineSetting {
        public Sqlite {
            requireNonNull(path, "path");
        }
    }

    /** A Redis server; the address can hold a password, so it is never printed. */
    record Redis(String url) implements OnlineSetting {
        public Redis {
            requireNonNull(url, "url");
        }

        @Override
        public String toString() {
            return "Redis";
        }
    }
}
