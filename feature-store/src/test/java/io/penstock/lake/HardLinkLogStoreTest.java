package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardLinkLogStoreTest {

    @TempDir
    Path folder;

    final Configuration configuration = new Configuration();
    final HardLinkLogStore store = new HardLinkLogStore(configuration);

    @Test
    void aCommitIsWrittenOnceAndNeverReplaced() throws IOException {
        write("00.json", false, "first", "zweite Zeile, größer");

        assertThatThrownBy(() -> write("00.json", false, "late"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(folder.resolve("00.json").toString());
        assertThat(folder.resolve("00.json")).hasContent("first\nzweite Zeile, größer\n");
        assertThat(names()).containsExactly("00.json");
    }

    @Test
    void aPointerIsReplacedWithTheSidecarOfItsOlderContent() throws IOException {
        org.apache.hadoop.fs.Path pointer = new org.apache.hadoop.fs.Path(folder.toString(), "_last_checkpoint");
        FileSystem hadoop = pointer.getFileSystem(configuration);
        try (var out = hadoop.create(pointer)) {
            out.writeBytes("written by Hadoop with a checksum");
        }
        assertThat(names()).contains("._last_checkpoint.crc");

        write("_last_checkpoint", true, "new");

        assertThat(names()).containsExactly("_last_checkpoint");
        try (var lines = store.read(pointer, configuration)) {
            assertThat(lines.next()).isEqualTo("new");
        }
    }

    @Test
    void whatKilledWritersLeftIsSweptAfterADay() throws IOException {
        Path old = Files.createFile(folder.resolve(".00.json.x.tmp"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(90_000)));
        Files.createFile(folder.resolve(".01.json.y.tmp"));

        write("_last_checkpoint", true, "new");

        assertThat(names()).containsExactly(".01.json.y.tmp", "_last_checkpoint");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> write("none/00.json", false, "x"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("there is no folder " + folder.resolve("none") + " to write 00.json");
    }

    private void write(String name, boolean overwrite, String... lines) throws IOException {
        store.write(
                new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()),
                List.of(lines).iterator(),
                overwrite,
                configuration);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
