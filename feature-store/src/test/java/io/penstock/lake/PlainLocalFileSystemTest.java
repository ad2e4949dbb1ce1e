package io.penstock.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainLocalFileSystemTest {

    @TempDir
    java.nio.file.Path folder;

    @Test
    void filesAndFoldersHaveThePermissionsThatHadoopGives() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set("fs.file.impl", PlainLocalFileSystem.class.getName());
        configuration.set("fs.permissions.umask-mode", "027");
        try (FileSystem system = FileSystem.newInstance(folder.toUri(), configuration)) {
            assertThat(system).isInstanceOf(PlainLocalFileSystem.class);
            Path file = new Path(folder.resolve("a/b c.txt").toUri());
            try (var out = system.create(file)) {
                out.writeBytes("x");
            }
            assertThat(permissions("a/b c.txt")).isEqualTo("rw-r-----");
            assertThat(permissions("a/.b c.txt.crc")).isEqualTo("rw-r-----");
            system.mkdirs(new Path(folder.resolve("d").toUri()));
            assertThat(permissions("d")).isEqualTo("rwxr-x---");

            system.setPermission(file, FsPermission.valueOf("-rwx-w---x"));
            assertThat(permissions("a/b c.txt")).isEqualTo("rwx-w---x");
            assertThat(system.getFileStatus(file).getLen()).isEqualTo(1);
        }
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
