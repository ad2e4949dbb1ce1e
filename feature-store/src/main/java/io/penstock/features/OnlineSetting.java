package io.penstock.features;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.file.Path;

/** Which online store a project has. */
public sealed interface OnlineSetting extends Serializable {
    /** The same setting with paths that start at a folder. */
    OnlineSetting from(Path folder);

    /** A SQLite file. */
    record Sqlite(String path) implements OnlineSetting {
        public Sqlite {
            requireNonNull(path, "path");
        }

        @Override
        public OnlineSetting from(Path folder) {
            return new Sqlite(folder.resolve(path).toString());
        }
    }

    /** A Redis server as {@code redis://:password@host:6379/0}; the address can hold a password, so it is never printed. */
    record Redis(String url) implements OnlineSetting {
        public Redis {
            requireNonNull(url, "url");
        }

        @Override
        public OnlineSetting from(Path folder) {
            return this;
        }

        @Override
        public String toString() {
            return "Redis";
        }
    }
}
