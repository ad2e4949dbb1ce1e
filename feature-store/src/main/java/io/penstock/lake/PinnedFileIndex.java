package io.penstock.lake;

import io.penstock.lake.PinnedFiles.PinnedFile;
import io.penstock.validation.ColumnNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Predicate;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map$;
import scala.runtime.AbstractPartialFunction;

/** Lets Spark read a list of files that is known: planned at once, where Delta's own plan runs jobs over its log. */
final class PinnedFileIndex implements FileIndex {

    private final Path table;
    private final StructType partition;
    private final Map<InternalRow, List<FileStatus>> slices = new LinkedHashMap<>();

    private PinnedFileIndex(Path table, PinnedFiles pinned) {
        this.table = table;
        this.partition = new StructType(pinned.partition().stream()
                .map(name -> pinned.schema().apply(name))
                .toArray(StructField[]::new));
        for (PinnedFile file : pinned.files()) {
            slices.computeIfAbsent(values(file.slice()), values -> new ArrayList<>())
                    .add(file.status());
        }
    }

    /** The rows of the files, the columns in the table's order. */
    static Dataset<Row> rows(SparkSession spark, Path table, PinnedFiles pinned) {
        PinnedFileIndex index = new PinnedFileIndex(table, pinned);
        StructType data = new StructType(Arrays.stream(pinned.schema().fields())
                .filter(field -> !pinned.partition().contains(field.name()))
                .toArray(StructField[]::new));
        HadoopFsRelation relation = new HadoopFsRelation(
                index, index.partition, data, Option.empty(), new ParquetFileFormat(), Map$.MODULE$.empty(), spark);
        return spark.baseRelationToDataFrame(relation)
                .select(ColumnNames.columns(List.of(pinned.schema().fieldNames())));
    }

    @Override
    public Seq<Path> rootPaths() {
        return seq(List.of(table));
    }

    @Override
    public Seq<PartitionDirectory> listFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
        Optional<BasePredicate> wanted = JavaConverters.seqAsJavaList(partitionFilters).stream()
                .reduce(And::new)
                .map(filter -> Predicate.createInterpreted(filter.transform(new Bind())));
        return seq(slices.entrySet().stream()
                .filter(slice ->
                        wanted.map(filter -> filter.eval(slice.getKey())).orElse(true))
                .map(slice -> PartitionDirectory.apply(
                        slice.getKey(), slice.getValue().toArray(FileStatus[]::new)))
                .toList());
    }

    @Override
    public String[] inputFiles() {
        return slices.values().stream()
                .flatMap(List::stream)
                .map(file -> file.getPath().toUri().toString())
                .toArray(String[]::new);
    }

    @Override
    public void refresh() {}

    @Override
    public long sizeInBytes() {
        return slices.values().stream()
                .flatMap(List::stream)
                .mapToLong(FileStatus::getLen)
                .sum();
    }

    @Override
    public StructType partitionSchema() {
        return partition;
    }

    private InternalRow values(Map<String, String> slice) {
        Object[] values = new Object[partition.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(
                    slice.get(partition.apply(i).name()), partition.apply(i).dataType());
        }
        return new GenericInternalRow(values);
    }

    private static Object value(String text, DataType type) {
        return Cast$.MODULE$
                .apply(Literal.create(text, DataTypes.StringType), type, Option.apply("UTC"), true)
                .eval(null);
    }

    private static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toList();
    }

    /** Reads a column of a filter from a slice's values. */
    private final class Bind extends AbstractPartialFunction<Expression, Expression> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isDefinedAt(Expression expression) {
            return expression instanceof AttributeReference;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A extends Expression, B> B applyOrElse(A expression, Function1<A, B> otherwise) {
            return expression instanceof AttributeReference column
                    ? (B) new BoundReference(partition.fieldIndex(column.name()), column.dataType(), true)
                    : otherwise.apply(expression);
        }
    }
}
