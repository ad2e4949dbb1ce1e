package io.penstock.features.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.penstock.base.ColumnType;
import io.penstock.base.Fault;
import io.penstock.base.Json;
import io.penstock.base.UserError;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows of one CSV file with a header, the keys and {@code moment} typed; one bad row refuses the file with its line. */
final class SpineCsv {

    private static final ColumnType TIMESTAMP = new ColumnType("timestamp");
    private static final String PROBLEM = "__problem";

    private final FeedFile file;
    private final Configuration hadoop;
    private final Map<String, Column> typed = new LinkedHashMap<>();
    private final List<Column> problems = new ArrayList<>(List.of(col(FeedReader.MALFORMED)));

    private SpineCsv(FeedFile file, Configuration hadoop) {
        this.file = file;
        this.hadoop = hadoop;
    }

    static Dataset<Row> read(SparkSession spark, FeedFile file, SpineColumns columns) {
        return new SpineCsv(file, spark.sessionState().newHadoopConf()).rows(spark, columns);
    }

    private Dataset<Row> rows(SparkSession spark, SpineColumns columns) {
        List<String> header = header();
        columns.checkNames(header);
        ReadSpec spec = new ReadSpec(ReadSpec.Syntax.CSV, header, Set.of());
        Dataset<Row> texts = FeedReader.read(spark, List.of(file), spec);
        for (int i = 0; i < header.size(); i++) {
            add(header.get(i), "get(" + FeedReader.VALUES + ", " + i + ")", columns);
        }
        refuseBad(texts);
        Column[] values = typed.entrySet().stream()
                .map(each -> each.getValue().as(each.getKey()))
                .toArray(Column[]::new);
        return texts.where(col(FeedReader.ROW).isNotNull()).select(values);
    }

    private void add(String name, String text, SpineColumns columns) {
        boolean moment = name.equals(SpineFile.MOMENT);
        ColumnType type = moment ? TIMESTAMP : columns.keys().getOrDefault(name, ColumnType.STRING);
        Column value = TextCast.cast(text, type, ZoneOffset.UTC);
        typed.put(name, value);
        Column quoted = concat(lit(name + " is \""), expr(text), lit("\""));
        if (moment) {
            problems.add(when(expr(text).isNull(), name + " is empty"));
            problems.add(when(
                    value.isNotNull().and(TextCast.isNaive(expr(text))),
                    concat(quoted, lit(", a clock without zone; write instants, as 2013-01-31T10:00:00Z"))));
        }
        problems.add(when(
                expr(text).isNotNull().and(value.isNull()),
                concat(
                        quoted,
                        lit(moment ? ", no instant; write it as 2013-01-31T10:00:00Z" : ", no " + type.name()))));
    }

    private void refuseBad(Dataset<Row> texts) {
        Column row = col(FeedReader.ROW);
        Column problem = when(row.isNotNull(), coalesce(problems.toArray(Column[]::new)));
        List<Row> found = texts.select(row, problem.as(PROBLEM), col(FeedReader.FACTS))
                .where(col(PROBLEM).isNotNull().or(row.isNull()))
                .orderBy(row.asc_nulls_first())
                .takeAsList(2);
        Object fault = Json.map(found.get(0).getString(2)).get("fault");
        if (fault != null) {
            throw new UserError(file.path() + " cannot be read: " + fault);
        }
        if (found.size() > 1) {
            long bad = found.get(1).getLong(0);
            throw new UserError(file.path() + ":" + line(bad) + ": "
                    + found.get(1).getString(1) + "; nothing of the file was taken");
        }
    }

    private List<String> header() {
        return parsed(0)
                .map(Parsed::fields)
                .orElseThrow(() -> new UserError(file.path() + " is empty: it has not even a header"));
    }

    private long line(long row) {
        return parsed(row).orElseThrow().line;
    }

    private record Parsed(List<String> fields, long line) {}

    /** The record after so many others, the header among them. */
    private Optional<Parsed> parsed(long before) {
        Path at = new Path(file.uri());
        CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(at);
        try (var bytes = at.getFileSystem(hadoop).open(at);
                var text = new InputStreamReader(
                        codec == null ? bytes : codec.createInputStream(bytes), StandardCharsets.UTF_8)) {
            CsvParser parser = new CsvParser(text);
            List<String> fields = parser.next();
            for (long i = 0; i < before && fields != null; i++) {
                fields = parser.next();
            }
            return Optional.ofNullable(fields)
                    .map(some -> new Parsed(some.stream().map(String::strip).toList(), parser.line()));
        } catch (FileFault e) {
            throw new UserError(file.path() + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw Fault.worthRetrying("cannot read " + file.path(), e);
        }
    }
}
