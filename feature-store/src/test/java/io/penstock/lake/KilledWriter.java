package io.penstock.lake;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A process that stages forty slices slowly, says so, and waits to be killed. */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Sandbox box = Sandbox.in(folder.resolve("lake"));
        Staged staged = box.stage(slowly(rows(box.spark), arguments[1]), KillTest.SLICES);
        Files.createFile(folder.resolve("staged"));
        Thread.sleep(120_000);
        staged.close();
    }

    static Dataset<Row> rows(SparkSession spark) {
        return spark.range(400)
                .selectExpr("'AA' as carrier", "double(id) as delay", "concat('d', 10 + id % 40) as batch");
    }

    private static Dataset<Row> slowly(Dataset<Row> rows, String millisAtEachRow) {
        return rows.repartition(2, rows.col("batch"))
                .selectExpr(
                        "carrier",
                        "if(isnull(java_method('java.lang.Thread', 'sleep', " + millisAtEachRow
                                + "L)), null, delay) as delay",
                        "batch");
    }
}
