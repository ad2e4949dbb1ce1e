package io.penstock.lake;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.RowFactory;

/** One of two processes that meet at the same commits; prints what it believes to have won. */
final class RacingWriter {

    private RacingWriter() {}

    /** {@code links FOLDER NAME ROUNDS} races for log files, {@code appends ROOT NAME ROUNDS} for a table's commits. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int rounds = Integer.parseInt(arguments[3]);
        List<String> won = arguments[0].equals("links")
                ? links(folder, arguments[2], rounds)
                : appends(folder, arguments[2], rounds);
        Files.write(folder.resolve(arguments[2] + ".won"), won);
    }

    private static List<String> links(Path folder, String name, int rounds) throws Exception {
        Configuration configuration = new Configuration();
        HardLinkLogStore store = new HardLinkLogStore(configuration);
        meet(folder, name);
        List<String> won = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String file = String.format("%020d.json", round);
            try {
                store.write(
                        new org.apache.hadoop.fs.Path(folder.toString(), file),
                        List.of(name, "x".repeat(10_000)).iterator(),
                        false,
                        configuration);
                won.add(file);
            } catch (FileAlreadyExistsException e) {
                // lost this one
            }
            // Both come to each commit at the same time: the slower one sets the pace.
            Files.createFile(folder.resolve(name + "." + round));
            awaitBoth(folder, "." + round);
        }
        return won;
    }

    private static List<String> appends(Path root, String name, int rounds) throws Exception {
        Configuration configuration = new Configuration();
        LakeSettings.ALL.forEach((key, value) -> configuration.set(key.replace("spark.hadoop.", ""), value));
        org.apache.hadoop.fs.Path table = new org.apache.hadoop.fs.Path(root.toString(), MetaTable.METRICS.table());
        meet(root, name);
        List<String> won = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String id = name + "-" + round;
            new KernelAppend(configuration, table, MetaTable.METRICS, new RowsByFile())
                    .append(List.of(RowFactory.create("t", "s", null, "rows", (double) round, id)));
            won.add(id);
        }
        return won;
    }

    private static void meet(Path folder, String name) throws Exception {
        Files.createFile(folder.resolve(name + ".ready"));
        awaitBoth(folder, ".ready");
    }

    private static void awaitBoth(Path folder, String suffix) throws InterruptedException {
        while (!Files.exists(folder.resolve("one" + suffix)) || !Files.exists(folder.resolve("two" + suffix))) {
            Thread.onSpinWait();
        }
    }
}
