package io.penstock.lake;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Table;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionBuilder;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.penstock.base.Fault;
import io.penstock.base.UserError;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends small batches of records to a table that is there, through Delta's kernel: in the driver, without a Spark
 * job, in a few hundredths of a second. Writers that meet all land, one after the other.
 */
final class KernelAppend {

    private static final Logger LOG = LoggerFactory.getLogger(KernelAppend.class);
    private static final int ATTEMPTS = 20;
    private static final String DECISIONS = "penstock.decisions";

    private final Engine engine;
    private final MetaTable table;
    private final String path;
    private final StructType schema;
    private final RowsByFile known;

    KernelAppend(Configuration configuration, Path path, MetaTable table, RowsByFile known) {
        this.known = known;
        this.engine = DefaultEngine.create(configuration);
        this.table = table;
        this.path = path.toString();
        this.schema = KernelSchema.of(table.schema());
    }

    /** The table lacks columns that were added since an older version of Penstock made it. */
    static final class OlderTable extends UserError {
        OlderTable(String message) {
            super(message);
        }
    }

    List<Row> append(List<Row> rows) {
        return land("append " + rows.size() + " rows to " + table.table(), () -> commit(rows, OptionalLong.empty()));
    }

    /** Appends the rows that a function decides on from all there are; when another decision came between, it is asked again. */
    List<Row> decide(UnaryOperator<List<Row>> decision) {
        return land("decide on " + table.table(), () -> {
            SnapshotImpl snapshot = (SnapshotImpl) Table.forPath(engine, path).getLatestSnapshot(engine);
            long before =
                    snapshot.getLatestTransactionVersion(engine, DECISIONS).orElse(0L);
            List<Row> decided = decision.apply(KernelRows.read(engine, snapshot, known));
            table.checkWidth(decided);
            return decided.isEmpty() ? decided : commit(decided, OptionalLong.of(before + 1));
        });
    }

    private interface Attempt {
        List<Row> run() throws IOException;
    }

    /** Tries again when another writer came first. */
    private static List<Row> land(String what, Attempt attempt) {
        RuntimeException rival = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return attempt.run();
            } catch (ConcurrentWriteException e) {
                rival = e;
            } catch (IOException e) {
                throw Fault.worthRetrying("cannot " + what + "; the outcome is unknown", e);
            }
        }
        throw Fault.worthRetrying(
                "cannot " + what + ": others wrote first in each of " + ATTEMPTS + " attempts; nothing was appended",
                rival);
    }

    private List<Row> commit(List<Row> rows, OptionalLong decision) throws IOException {
        Table target = Table.forPath(engine, path);
        Transaction transaction = begin(target, decision);
        io.delta.kernel.data.Row state = transaction.getTransactionState(engine);
        DataWriteContext context = Transaction.getWriteContext(engine, state, Map.of());
        CloseableIterator<DataFileStatus> files = engine.getParquetHandler()
                .writeParquetFiles(
                        folder(context),
                        Transaction.transformLogicalData(engine, state, one(batch(rows)), Map.of()),
                        context.getStatisticsColumns());
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        try (CloseableIterator<io.delta.kernel.data.Row> added =
                Transaction.generateAppendActions(engine, state, files, context)) {
            added.forEachRemaining(actions::add);
        }
        checkpoint(transaction.commit(engine, CloseableIterable.inMemoryIterable(many(actions))));
        return rows;
    }

    /** The kernel gives it percent-encoded, and takes it as it is: a lake in "my folder" would grow in "my%20folder". */
    private static String folder(DataWriteContext context) {
        return new Path(URI.create(context.getTargetDirectory())).toString();
    }

    /** Decisions are numbered: of two with the same number, Delta lets only one in. */
    private Transaction begin(Table target, OptionalLong decision) {
        StructType present = target.getLatestSnapshot(engine).getSchema(engine);
        if (!present.equals(schema)) {
            String difference = table.table() + " has the columns " + present.fieldNames()
                    + " and this version of Penstock writes " + schema.fieldNames();
            throw schema.fields()
                            .subList(0, Math.min(present.length(), schema.length()))
                            .equals(present.fields())
                    ? new OlderTable(difference)
                    : new UserError(difference + ": a newer one wrote this lake, use that one");
        }
        TransactionBuilder builder = target.createTransactionBuilder(engine, "penstock", Operation.WRITE);
        if (decision.isPresent()) {
            builder.withTransactionId(engine, DECISIONS, decision.getAsLong());
        }
        return builder.build(engine);
    }

    private FilteredColumnarBatch batch(List<Row> rows) {
        ColumnVector[] columns = new ColumnVector[schema.length()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            List<Object> values = new ArrayList<>();
            rows.forEach(row -> values.add(row.get(column)));
            columns[i] = new KernelColumn(schema.at(i).getDataType(), values);
        }
        return new FilteredColumnarBatch(new DefaultColumnarBatch(rows.size(), schema, columns), Optional.empty());
    }

    /** The rows are in: a checkpoint that fails must not make them appended twice. */
    private void checkpoint(TransactionCommitResult result) {
        if (!result.isReadyForCheckpoint()) {
            return;
        }
        try {
            Table.forPath(engine, path).checkpoint(engine, result.getVersion());
        } catch (IOException | RuntimeException e) {
            LOG.warn("no checkpoint of {} at version {}; the next one heals it", table.table(), result.getVersion(), e);
        }
    }

    private static <T> CloseableIterator<T> one(T value) {
        return many(List.of(value));
    }

    private static <T> CloseableIterator<T> many(List<T> values) {
        Iterator<T> iterator = values.iterator();
        return new CloseableIterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public T next() {
                return iterator.next();
            }

            @Override
            public void close() {}
        };
    }
}
