package io.penstock.features.online;

import io.penstock.base.Fault;
import io.penstock.base.PenstockException;
import io.penstock.features.OnlineWritten;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.Function0;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.BoxedUnit;

/** One Spark job over partitions that write themselves; each is told of when it is done and not when all are. */
final class ChunkJob {
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final RDD<OnlineWritten> chunks;
    private final BlockingQueue<Map.Entry<Long, OnlineWritten>> written = new LinkedBlockingQueue<>();

    /** @param chunks of one element a partition */
    ChunkJob(JavaRDD<OnlineWritten> chunks) {
        this.chunks = chunks.rdd();
    }

    /** Runs it over the wanted partitions; what is done is told of before a failure of another is thrown. */
    void run(List<Long> wanted, Consumer<Map<Long, OnlineWritten>> done) {
        SimpleFutureAction<Object> job = submit(wanted);
        try {
            boolean ended = false;
            while (!ended) {
                ended = job.isCompleted();
                tell(ended, done);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fault("interrupted while chunks were put online", e);
        } finally {
            job.cancel();
        }
        if (job.value().get().isFailure()) {
            throw reason(job.value().get().failed().get());
        }
    }

    private SimpleFutureAction<Object> submit(List<Long> wanted) {
        List<Object> partitions =
                wanted.stream().map(chunk -> (Object) chunk.intValue()).toList();
        Seq<Object> indexes = JavaConverters.asScalaBuffer(partitions).toSeq();
        Function1<Iterator<OnlineWritten>, OnlineWritten> only =
                (Function1<Iterator<OnlineWritten>, OnlineWritten> & Serializable) Iterator::next;
        Function2<Object, OnlineWritten, BoxedUnit> keep = (index, rows) -> {
            written.add(Map.entry(wanted.get((Integer) index), rows));
            return BoxedUnit.UNIT;
        };
        Function0<Object> nothing = () -> BoxedUnit.UNIT;
        return chunks.context().submitJob(chunks, only, indexes, keep, nothing);
    }

    private void tell(boolean ended, Consumer<Map<Long, OnlineWritten>> done) throws InterruptedException {
        Map<Long, OnlineWritten> ready = new TreeMap<>();
        Map.Entry<Long, OnlineWritten> next =
                ended ? written.poll() : written.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        while (next != null) {
            ready.put(next.getKey(), next.getValue());
            next = written.poll();
        }
        if (!ready.isEmpty()) {
            done.accept(ready);
        }
    }

    /** What a task said, out of what Spark wraps it in. */
    private static RuntimeException reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PenstockException said) {
                return said;
            }
        }
        return new Fault("cannot put chunks online: " + failure.getMessage(), failure);
    }
}
