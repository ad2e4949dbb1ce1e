package io.penstock.features.ingest;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads text files, each once and as a stream, into rows of texts.
 *
 * <p>A row's {@code __values} are its texts: the declared columns in order, then those that the file has besides. {@code
 * __malformed} says what is wrong with the form of a row; its values are then its text as it stands. After the rows of a
 * file comes one row more, with {@code __facts} and without {@code __row}.
 */
final class FeedReader {
    static final String BATCH = "__batch";
    static final String FILE = "__file";
    /** The data row within its file, counted from 1. */
    static final String ROW = "__row";

    static final String VALUES = "__values";
    static final String MALFORMED = "__malformed";
    /** {@link FileFacts} as JSON. */
    static final String FACTS = "__facts";

    static final StructType SCHEMA = new StructType()
            .add(BATCH, StringType)
            .add(FILE, StringType)
            .add(ROW, LongType)
            .add(VALUES, createArrayType(StringType))
            .add(MALFORMED, StringType)
            .add(FACTS, StringType);

    private static final long BYTES_A_TASK = 64 << 20;

    private FeedReader() {}

    static Dataset<Row> read(SparkSession spark, List<FeedFile> files, ReadSpec spec) {
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        List<List<FeedFile>> groups = groups(files, 2 * context.defaultParallelism());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()));
        JavaRDD<InternalRow> rows = context.parallelize(groups, Math.max(1, groups.size()))
                .flatMap(group -> new GroupRows(group, spec, hadoop.value().value()));
        return spark.internalCreateDataFrame(rows.rdd(), SCHEMA, false);
    }

    /** Small files share a task: as many groups as there are slots, more when they grow too large; largest files first. */
    static List<List<FeedFile>> groups(List<FeedFile> files, int slots) {
        long bytes = files.stream().mapToLong(FeedFile::bytes).sum();
        int count = (int) Math.min(files.size(), Math.max(slots, bytes / BYTES_A_TASK));
        List<List<FeedFile>> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            groups.add(new ArrayList<>());
        }
        List<FeedFile> largestFirst = new ArrayList<>(files);
        largestFirst.sort(Comparator.comparingLong(FeedFile::bytes).reversed().thenComparing(FeedFile::path));
        for (int i = 0; i < largestFirst.size(); i++) {
            int turn = i % (2 * count);
            groups.get(turn < count ? turn : 2 * count - 1 - turn).add(largestFirst.get(i));
        }
        return groups;
    }

    /** The rows of several files, one after the other; closes the open one when the task ends early. */
    private static final class GroupRows implements Iterator<InternalRow> {
        private final Iterator<FeedFile> files;
        private final ReadSpec spec;
        private final Configuration hadoop;
        private Iterator<InternalRow> rows = Collections.emptyIterator();

        GroupRows(List<FeedFile> files, ReadSpec spec, Configuration hadoop) {
            this.files = files.iterator();
            this.spec = spec;
            this.hadoop = hadoop;
        }

        @Override
        public boolean hasNext() {
            while (!rows.hasNext() && files.hasNext()) {
                rows = open(files.next());
            }
            return rows.hasNext();
        }

        @Override
        public InternalRow next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException("the files of this partition are read");
            }
            return rows.next();
        }

        private TextFileRows open(FeedFile file) {
            TextFileRows opened = new TextFileRows(file, spec, hadoop);
            TaskContext.get().addTaskCompletionListener(new TaskCompletionListener() {
                @Override
                public void onTaskCompletion(TaskContext context) {
                    try {
                        opened.close();
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            });
            return opened;
        }
    }
}
