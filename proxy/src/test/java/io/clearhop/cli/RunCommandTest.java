package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunCommandTest {
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "who holds a port is read from /proc")
    void aTakenAddressEndsWith3AndOneLineThatSaysWhoHasItAndWhatToDo() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = holder.getLocalPort();

            Typed typed = Typed.type("--dumb --listen 127.0.0.1:" + port);

            assertThat(typed.code()).isEqualTo(3);
            assertThat(typed.out()).isEmpty();
            assertThat(typed.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("clearhop: cannot listen on 127.0.0.1:" + port + ": it is taken by ")
                    .contains(
                            " (process " + ProcessHandle.current().pid() + "); stop that, or choose another port with ")
                    .endsWith("--listen dumb=127.0.0.1:" + (port + 1));
        }
    }

    @Test
    void thePortThatIsProposedInsteadIsNotTheConsolesOrAnotherListeners() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = holder.getLocalPort();

            Typed typed = Typed.type(
                    "--listen 127.0.0.1:" + port + ",proxy-protocol --allow-client 10.0.0.0/8 --console 127.0.0.1:"
                            + (port + 1) + " --listen dumb=127.0.0.1:" + (port + 2));

            assertThat(typed.err().strip())
                    .endsWith("--listen smart=127.0.0.1:" + (port + 3) + ",proxy-protocol --listen dumb=127.0.0.1:"
                            + (port + 2));
        }
    }

    @Test
    void anAddressOfAnotherMachineEndsWith3AndOneLine() {
        Typed typed = Typed.type("--listen 192.0.2.1:8080 --allow-client 192.0.2.0/24");

        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err().lines())
                .singleElement()
                .asString()
                .startsWith("clearhop: cannot listen on 192.0.2.1:8080: ")
                .endsWith("; choose an address of this machine with --listen HOST:PORT");
    }

    @Test
    void anAddressForOthersWithoutARuleEndsWith2AndTheOptionToAdd() {
        Typed typed = Typed.type("--listen 0.0.0.0:0");

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err().lines())
                .singleElement()
                .asString()
                .contains("--listen '0.0.0.0:0' can be reached from other machines")
                .contains("add --allow-client ");
    }

    @Test
    void theSameInAFileAndABadFileOfUsersEndWith4(@TempDir Path directory) throws IOException {
        Path config = Files.writeString(directory.resolve("p.conf"), "listen = 0.0.0.0:0\n");
        Path users = Files.writeString(directory.resolve("users"), "anna:secret\notto\n");

        Typed open = Typed.type("--config " + config);
        assertThat(open.code()).isEqualTo(4);
        assertThat(open.err()).contains("p.conf:1: listen '0.0.0.0:0'").contains("add the line allow-client = ");
        Typed bad = Typed.type("--auth-file " + users);
        assertThat(bad.code()).isEqualTo(4);
        assertThat(bad.err().lines()).hasSize(2);
        assertThat(bad.err()).contains("users:1: ").contains("users:2: ").doesNotContain("secret");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no SIGTERM")
    void sigtermDrainsAndEndsWith0() throws Exception {
        Process process = start("--smart", "--listen", "127.0.0.1:0", "--drain-timeout", "100ms");
        try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(err.readLine()).matches("clearhop listens on 127\\.0\\.0\\.1:\\d+ smart \\(\\S+\\)");
            assertThat(err.readLine())
                    .matches("try it: +curl -v -x http://127\\.0\\.0\\.1:[1-9]\\d* http://example.com/");
            assertThat(err.readLine()).startsWith("logs:");

            // Not Process.destroy(), which closes the pipes as well.
            process.toHandle().destroy();

            assertThat(err.readLine()).startsWith("clearhop: stopping;");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no SIGTERM")
    void aSecondSignalCutsTheStopShortAndEndsWith1() throws Exception {
        Process process = start("--listen", "127.0.0.1:0", "--drain-timeout", "1h");
        try (ServerSocket silentOrigin = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
                Socket client = new Socket("127.0.0.1", port(err.readLine()))) {
            String request = "GET http://127.0.0.1:" + silentOrigin.getLocalPort() + "/ HTTP/1.1\r\nHost: a\r\n\r\n";
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            try (Socket exchangeInProgress = silentOrigin.accept()) {
                assertThat(exchangeInProgress.isConnected()).isTrue();
                process.toHandle().destroy();
                assertThat(err.lines().anyMatch(line -> line.startsWith("clearhop: stopping;")))
                        .isTrue();
                process.toHandle().destroy();

                assertThat(err.readLine()).isEqualTo("clearhop: stopped at once; exchanges in progress are cut off");
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(1);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static int port(String firstLine) {
        return Integer.parseInt(firstLine.replaceFirst(".*127\\.0\\.0\\.1:(\\d+) .*", "$1"));
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLEARHOP_CONSOLE", "off");
        return builder.start();
    }
}
