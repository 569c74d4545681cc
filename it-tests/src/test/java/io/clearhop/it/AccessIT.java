package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may use the proxy, and to reach what, as real clients on this machine and on another one see it. */
@Timeout(60)
class AccessIT {
    /** The password is secret. */
    private static final String ANNA = "anna:$2y$05$q8lz57Os6uTDXs/ZIQG.KOC1wiglj7VJrR6R8sY9OLJ.uVG4aQ6iW";

    @TempDir
    Path directory;

    @AutoClose
    private Nginx nginx;

    @BeforeEach
    void start() throws Exception {
        nginx = Nginx.start(directory, "").file("x", "content".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void curlIsAskedForAPasswordAndGivesIt() throws Exception {
        try (Clearhop proxy = Clearhop.smart("--auth-file", users(), "--auth-realm", "the team")) {
            Ran without = curl(proxy.url(), "-v", nginx.url("/x"));
            assertThat(without.text()).contains("407 Proxy Authentication Required");
            assertThat(without.err()).contains("< Proxy-Authenticate: Basic realm=\"the team\", charset=\"UTF-8\"");
            assertThat(curl(proxy.url(), "--proxy-user", "anna:secret", nginx.url("/x"), nginx.url("/x"))
                            .text())
                    .isEqualTo("contentcontent");
            // It asks without, is told what is wanted, and asks again on the same connection.
            Ran told = curl(
                    proxy.url(),
                    "--proxy-anyauth",
                    "--proxy-user",
                    "anna:secret",
                    "-w",
                    " %{num_connects}",
                    nginx.url("/x"));
            assertThat(told.text()).isEqualTo("content 1");
            Ran wrong = curl(proxy.url(), "--proxy-user", "anna:wrong", "-w", "%{http_code}", nginx.url("/x"));
            assertThat(wrong.text()).endsWith("407").contains("anna").doesNotContain("wrong\n");
            Ran tunnel = curl(proxy.url(), "-p", "--proxy-user", "anna:secret", nginx.url("/x"));
            assertThat(tunnel.text()).isEqualTo("content");
            Ran closed = curl(proxy.url(), "-p", nginx.url("/x"));
            assertThat(closed.code()).isEqualTo(56);
            assertThat(proxy.awaitLog(8))
                    .extracting(LogLine::text)
                    .anyMatch(line -> line.contains(" user=anna tunnelled "))
                    .noneMatch(line -> line.contains("secret") || line.contains("YW5uYT"));
        }
    }

    @Test
    void javasClientAnswersTheChallengeOnTheSameConnection() throws Exception {
        try (Clearhop proxy = Clearhop.smart("--auth-file", users())) {
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(proxy.address()))
                    .authenticator(new Authenticator() {
                        @Override
                        protected PasswordAuthentication getPasswordAuthentication() {
                            return new PasswordAuthentication("anna", "secret".toCharArray());
                        }
                    })
                    .build();
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(URI.create(nginx.url("/x"))).build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(response.body()).isEqualTo("content");
            }
            List<LogLine> log = proxy.awaitLog(4);
            assertThat(log).extracting(LogLine::status).containsExactly("407", "200", "200", "200");
            assertThat(log).extracting(LogLine::client).containsOnly(log.get(0).client());
        }
    }

    @Test
    void curlSendsAProxyHeader() throws Exception {
        try (Clearhop proxy =
                Clearhop.smart("--listen", "smart=127.0.0.1:0,proxy-protocol", "--allow-client", "192.168.0.0/16")) {
            Matcher second = Pattern.compile("127\\.0\\.0\\.1:(\\d+) smart.*127\\.0\\.0\\.1:(\\d+) smart")
                    .matcher(proxy.startLines().get(0));
            assertThat(second.find()).isTrue();
            String url = "http://127.0.0.1:" + second.group(2);
            assertThat(curl(url, "--haproxy-protocol", nginx.url("/x")).text()).isEqualTo("content");
            // No header: closed, and curl is told nothing.
            proxy.maySay("sent no valid PROXY header");
            assertThat(curl(url, nginx.url("/x")).code()).isEqualTo(52);
            assertThat(proxy.awaitLog(1)).hasSize(1);
        }
    }

    @Test
    void anotherMachineIsLetInByARuleAndDoesNotReachThisOnesOwnPlaces() throws Exception {
        try (OtherMachine other = OtherMachine.make();
                Clearhop proxy =
                        Clearhop.smart("--listen", "smart=" + other.here() + ":0", "--allow-client", other.there())) {
            String url = url(proxy, other);
            Ran page = other.run(Curl.builder(url + "/"));
            assertThat(page.text()).contains("Clearhop");
            Ran refused = other.run(Curl.builder("-x", url, "-v", nginx.url("/x")));
            assertThat(refused.text()).contains("403 Forbidden").contains("loopback address");
            assertThat(refused.errors()).contains("error=destination_ip_prohibited");
            for (String target :
                    new String[] {"http://localhost/", "http://169.254.169.254/latest/", "http://2130706433/"}) {
                Ran special = other.run(Curl.builder("-x", url, "-w", "%{http_code}", "-o", "/dev/null", target));
                assertThat(special.text()).as(target).isEqualTo("403");
            }
            Ran tunnel = other.run(Curl.builder("-x", url, "-p", "-w", "%{http_connect}", nginx.url("/x")));
            assertThat(tunnel.text()).isEqualTo("403");
            // This machine's own clients come in elsewhere, and go anywhere.
            assertThat(curl(proxy.url(), nginx.url("/x")).text()).isEqualTo("content");
        }
    }

    @Test
    void anotherMachineThatNoRuleNamesIsRefusedByBothModes() throws Exception {
        try (OtherMachine other = OtherMachine.make()) {
            for (String mode : new String[] {"smart", "dumb"}) {
                try (Clearhop proxy = Clearhop.start(ClearhopCommand.of(
                        "--listen",
                        mode + "=127.0.0.1:0",
                        "--listen",
                        mode + "=" + other.here() + ":0",
                        "--allow-client",
                        "10.0.0.0/8",
                        "--drain-timeout",
                        "0"))) {
                    Ran refused =
                            other.run(Curl.builder("-x", url(proxy, other), "-v", "-d", "content", nginx.url("/x")));
                    assertThat(refused.text()).contains("403 Forbidden").contains("may not use this proxy");
                    assertThat(refused.errors()).contains("error=http_request_denied");
                    LogLine line = proxy.awaitLog(1).get(0);
                    assertThat(line.status()).isEqualTo("403");
                    assertThat(line.text()).contains("client=client-refused");
                }
            }
        }
    }

    @Test
    void anotherMachineReachesWhatARuleOpens() throws Exception {
        try (OtherMachine other = OtherMachine.make();
                Clearhop proxy = Clearhop.smart(
                        "--listen",
                        "smart=" + other.here() + ":0",
                        "--auth-file",
                        users(),
                        "--allow-destination",
                        "127.0.0.1",
                        "--connect-port",
                        "any")) {
            String url = url(proxy, other);
            assertThat(other.run(Curl.builder("-x", url, "--proxy-user", "anna:secret", nginx.url("/x")))
                            .text())
                    .isEqualTo("content");
            assertThat(other.run(Curl.builder("-x", url, "-p", "--proxy-user", "anna:secret", nginx.url("/x")))
                            .text())
                    .isEqualTo("content");
            assertThat(other.run(Curl.builder("-x", url, nginx.url("/x"))).text())
                    .startsWith("407 ");
        }
    }

    /** Where the listener is that the other machine reaches. */
    private static String url(Clearhop proxy, OtherMachine other) {
        Matcher listener = Pattern.compile(Pattern.quote(other.here()) + ":(\\d+)")
                .matcher(proxy.startLines().get(0));
        assertThat(listener.find()).as(proxy.startLines().get(0)).isTrue();
        return "http://" + other.here() + ":" + listener.group(1);
    }

    private String users() throws Exception {
        return Files.writeString(directory.resolve("users.htpasswd"), ANNA + "\n")
                .toString();
    }

    private static Ran curl(String proxy, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-x", proxy));
        all.addAll(List.of(arguments));
        return Curl.run(all.toArray(String[]::new));
    }
}
