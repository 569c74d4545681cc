package io.clearhop.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFilesTest {
    private static final String HEADING = "Limit                     Soft Limit           Hard Limit           Units\n";

    @TempDir
    Path process;

    @BeforeEach
    void tree() throws IOException {
        Path fd = Files.createDirectory(process.resolve("fd"));
        Files.createSymbolicLink(fd.resolve("3"), Path.of("socket:[101]"));
        Files.createSymbolicLink(fd.resolve("4"), Path.of("socket:[102]"));
        Files.createSymbolicLink(fd.resolve("5"), Path.of("anon_inode:[eventpoll]"));
        limits("Max open files            1024                 524288               files\n");
    }

    private void limits(String lines) throws IOException {
        Files.writeString(process.resolve("limits"), HEADING + lines);
    }

    @Test
    void descriptorsAreCountedAgainstTheSoftLimit() {
        assertThat(new ProcessFiles(process).open()).hasValue(3);
        assertThat(new ProcessFiles(process).limit()).hasValue(1024);
    }

    @Test
    void socketsAreFoundAmongThem() throws IOException {
        assertThat(new ProcessFiles(process).sockets()).containsExactlyInAnyOrder(101L, 102L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Max open files", "Max open files            unlimited            unlimited  files\n"})
    void thereMayBeNoLimit(String lines) throws IOException {
        limits(lines);
        assertThat(new ProcessFiles(process).limit()).isEmpty();
    }

    @Test
    void elsewhereThanOnLinuxNothingIsKnown() {
        ProcessFiles nowhere = new ProcessFiles(process.resolve("none"));
        assertThat(nowhere.open()).isEmpty();
        assertThat(nowhere.limit()).isEmpty();
        assertThatThrownBy(nowhere::sockets).isInstanceOf(IOException.class);
    }
}
