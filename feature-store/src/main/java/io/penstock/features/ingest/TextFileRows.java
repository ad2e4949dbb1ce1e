package io.penstock.features.ingest;

import io.penstock.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rows of one text file as {@link FeedReader#SCHEMA} has them, then one row with the file's {@link FileFacts}.
 *
 * <p>Opens the file once and reads it as a stream. Whatever is wrong with its content ends the rows and stands in the facts; a
 * storage that fails is thrown.
 */
final class TextFileRows implements Iterator<InternalRow>, AutoCloseable {
    private final FeedFile file;
    private final ReadSpec spec;
    private final Configuration hadoop;
    private final UTF8String batch;
    private final UTF8String path;

    private HashedInput bytes;
    private InputStream opened;
    private RecordSource records;
    private String fault;
    private long rows;
    private InternalRow ahead;
    private boolean ended;

    TextFileRows(FeedFile file, ReadSpec spec, Configuration hadoop) {
        this.file = file;
        this.spec = spec;
        this.hadoop = hadoop;
        this.batch = UTF8String.fromString(file.batch());
        this.path = UTF8String.fromString(file.path());
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && !ended) {
            try {
                ahead = advance();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ahead != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        InternalRow row = ahead;
        ahead = null;
        return row;
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private InternalRow advance() throws IOException {
        RecordSource.RawRecord record = nextRecord();
        if (record != null) {
            rows++;
            return row(record);
        }
        ended = true;
        InternalRow facts = facts();
        close();
        return facts;
    }

    private RecordSource.RawRecord nextRecord() throws IOException {
        try {
            if (bytes == null) {
                Path at = new Path(file.uri());
                bytes = new HashedInput(at.getFileSystem(hadoop).open(at), file.path());
                opened = bytes;
                records = open(at);
            }
            return records.next();
        } catch (HashedInput.StorageFailure e) {
            throw e;
        } catch (CharacterCodingException e) {
            fault = "it is not UTF-8, soon after row " + rows;
        } catch (FileFault e) {
            fault = e.getMessage();
        } catch (IOException e) {
            if (bytes == null) {
                throw new HashedInput.StorageFailure(file.path(), e);
            }
            fault = "it is cut off or corrupt after row " + rows + ": " + e.getMessage();
        }
        return null;
    }

    private RecordSource open(Path at) throws IOException {
        CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(at);
        if (file.bytes() == 0) {
            throw new FileFault("it has 0 bytes");
        }
        opened = codec == null ? bytes : codec.createInputStream(bytes);
        Reader text = new InputStreamReader(
                opened,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return switch (spec.syntax()) {
            case CSV -> new CsvRecords(text, spec.columns(), spec.nulls());
            case JSON_LINES -> new JsonRecords(text, spec.columns(), spec.nulls());
        };
    }

    private InternalRow row(RecordSource.RawRecord record) {
        Object[] values = new Object[record.fields().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = UTF8String.fromString(record.fields()[i]);
        }
        return new GenericInternalRow(new Object[] {
            batch, path, rows, new GenericArrayData(values), UTF8String.fromString(record.fault()), null
        });
    }

    private InternalRow facts() throws IOException {
        FileFacts facts = new FileFacts(
                file.batch(),
                file.path(),
                rows,
                bytes.sha256OfAll(),
                fault,
                records == null ? List.of() : records.extraColumns(),
                records == null ? List.of() : records.unseenColumns());
        return new GenericInternalRow(
                new Object[] {batch, path, null, null, null, UTF8String.fromString(Json.write(facts))});
    }
}
