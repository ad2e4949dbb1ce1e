package io.penstock.features.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hashes the bytes of a file while they are read, and keeps failures of the storage apart from faults of the content:
 * the former come out as {@link StorageFailure}.
 */
final class HashedInput extends FilterInputStream {
    /** Storage failed: trying again may help, unlike with a broken file. */
    static final class StorageFailure extends IOException {
        private static final long serialVersionUID = 1L;

        StorageFailure(String path, IOException cause) {
            super("reading " + path + " failed", cause);
        }
    }

    private final String path;
    private final MessageDigest digest;

    HashedInput(InputStream in, String path) {
        super(in);
        this.path = path;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = in.read(bytes, offset, length);
            if (read > 0) {
                digest.update(bytes, offset, read);
            }
            return read;
        } catch (IOException e) {
            throw new StorageFailure(path, e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads what is left and gives the digest of the whole file, in hexadecimal. */
    String sha256OfAll() throws IOException {
        byte[] rest = new byte[1 << 16];
        while (read(rest, 0, rest.length) >= 0) {
            continue;
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
