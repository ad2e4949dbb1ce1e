package io.penstock.validation.deequ;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.HyperLogLogPlusPlusHelper;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** The state of Deequ's approximate count of distinct texts: HyperLogLog++ with a standard error of 5 %. */
public final class DistinctTexts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final HyperLogLogPlusPlusHelper SKETCH = new HyperLogLogPlusPlusHelper(0.05);

    private final GenericInternalRow words;

    public DistinctTexts() {
        Object[] zeros = new Object[SKETCH.numWords()];
        Arrays.fill(zeros, 0L);
        words = new GenericInternalRow(zeros);
    }

    public void add(UTF8String text) {
        SKETCH.update(words, 0, text, DataTypes.StringType);
    }

    public void merge(DistinctTexts other) {
        SKETCH.merge(words, other.words, 0, 0);
    }

    long[] words() {
        long[] copy = new long[SKETCH.numWords()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = words.getLong(i);
        }
        return copy;
    }
}
