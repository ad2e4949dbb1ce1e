package io.penstock.validation;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;

import io.penstock.base.Nearest;
import io.penstock.base.Sql;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Tries expressions one by one against a schema, by analysis alone: no job runs. */
final class Probe {
    private static final String CONDITION = "__condition";

    private final StructType schema;
    private final Dataset<Row> none;

    Probe(SparkSession spark, StructType schema) {
        this.schema = schema;
        this.none = spark.createDataFrame(new JavaSparkContext(spark.sparkContext()).<Row>emptyRDD(), schema);
    }

    /** The field of a column, named as Spark would find it. */
    StructField field(String column) throws BrokenCheck {
        Optional<StructField> found = Arrays.stream(schema.fields())
                .filter(field -> field.name().equalsIgnoreCase(column))
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        throw new BrokenCheck(
                "there is no column " + column + Nearest.hint(column, Arrays.asList(schema.fieldNames())));
    }

    /** A condition of the definition, which has to be boolean, deterministic and of one row alone. */
    Column condition(Sql sql) throws BrokenCheck {
        try {
            Column condition = expr(sql.text());
            DataType type = none.withColumn(CONDITION, condition)
                    .schema()
                    .apply(CONDITION)
                    .dataType();
            if (!type.equals(DataTypes.BooleanType) && !type.equals(DataTypes.NullType)) {
                throw new BrokenCheck("\"" + sql.text() + "\" is of type " + type.sql() + ", not BOOLEAN");
            }
            none.agg(max(condition));
            return condition.cast(DataTypes.BooleanType);
        } catch (BrokenCheck e) {
            throw e;
        } catch (Exception e) {
            throw new BrokenCheck(reason(e), e);
        }
    }

    /** Fails where a column that was put together of tried parts cannot be planned, as with a constant that overflows. */
    Column plannable(Column column) throws BrokenCheck {
        try {
            none.select(column).queryExecution().optimizedPlan();
            return column;
        } catch (Exception e) {
            throw new BrokenCheck(reason(e), e);
        }
    }

    /** The first line of Spark's message, without the place in the expression. */
    private static String reason(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.strip().lines().findFirst().orElse(message);
        int place = line.indexOf("; line ");
        return place > 0 ? line.substring(0, place) : line;
    }
}
