package io.penstock.features.ingest;

import java.io.IOException;

/** Why a file cannot be read as what it should be; becomes the reason that blocks its batch. */
final class FileFault extends IOException {
    private static final long serialVersionUID = 1L;

    FileFault(String message) {
        super(message);
    }
}
