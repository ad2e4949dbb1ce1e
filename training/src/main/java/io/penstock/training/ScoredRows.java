package io.penstock.training;

import io.penstock.base.Fault;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import ml.dmlc.xgboost4j.java.Booster;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.util.TaskCompletionListener;

/** The rows of a partition with score and decision, predicted block by block. */
final class ScoredRows implements Iterator<InternalRow> {
    private static final int BLOCK = 512;

    private final Iterator<InternalRow> rows;
    private final RowEncoder encoder;
    private final String model;
    private final double threshold;
    private final Booster booster;
    private final InternalRow[] block = new InternalRow[BLOCK];
    private final float[] vectors;
    private final GenericInternalRow added = new GenericInternalRow(2);
    private final JoinedRow joined = new JoinedRow();
    private float[] scores = new float[0];
    private int next;

    ScoredRows(
            Iterator<InternalRow> rows,
            RowEncoder encoder,
            String digest,
            String model,
            double threshold,
            Broadcast<byte[]> booster) {
        this.rows = rows;
        this.encoder = encoder;
        this.model = model;
        this.threshold = threshold;
        this.booster = SharedBoosters.enter(digest, booster.value());
        this.vectors = new float[BLOCK * encoder.width()];
        TaskCompletionListener leave = context -> SharedBoosters.leave(digest);
        TaskContext.get().addTaskCompletionListener(leave);
    }

    @Override
    public boolean hasNext() {
        return next < scores.length || rows.hasNext();
    }

    @Override
    public InternalRow next() {
        if (next == scores.length) {
            predictBlock();
        }
        double score = scores[next];
        // Also false for NaN.
        if (!(score >= 0 && score <= 1)) {
            throw new Fault("model " + model + " gave the score " + score + ", which is no probability; nothing of this"
                    + " run is published");
        }
        added.update(0, score);
        added.update(1, score >= threshold);
        return joined.apply(block[next++], added);
    }

    private void predictBlock() {
        int size = 0;
        while (size < BLOCK && rows.hasNext()) {
            block[size] = rows.next().copy();
            encoder.encode(block[size], vectors, size * encoder.width());
            size++;
        }
        if (size == 0) {
            throw new NoSuchElementException("no more rows");
        }
        scores = Trees.predict(booster, size == BLOCK ? vectors : head(size), size);
        next = 0;
    }

    private float[] head(int size) {
        return Arrays.copyOf(vectors, size * encoder.width());
    }
}
