package io.clearhop.lab.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.link.DelayingRelay;
import io.clearhop.lab.link.Link;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StageTest {
    private static final String GET = Messages.head("GET / HTTP/1.1", "Host: o");

    private final Stage stage = new Stage(true, Audience.NONE);

    @AfterEach
    void everythingIsClosedInPeace() {
        assertThat(stage.clear().en()).isEmpty();
    }

    @Test
    void aLinkStandsBeforeItsTargetAndCarriesItsConversation() {
        ClientOnStage client = stage.client(Text.same("client"));
        ScriptedOrigin origin = stage.origin(Text.same("origin"), Scripts.respond(Messages.ok("x")));
        DelayingRelay link = stage.link(Text.same("link"), origin.address(), Link.of(Duration.ofMillis(2)));
        client.connect(link.address()).exchange(GET);

        assertThat(stage.recording().parties())
                .extracting(party -> party.name().en())
                .containsExactly("client", "link", "origin");
        assertThat(arrows())
                .containsExactly(
                        "client>link SYN, SYN+ACK, ACK",
                        "client>link GET / HTTP/1.1",
                        "link>origin SYN, SYN+ACK, ACK",
                        "link>origin GET / HTTP/1.1",
                        "origin>link HTTP/1.1 200 OK",
                        "link>client HTTP/1.1 200 OK");
    }

    @Test
    void exchangesThatFollowEachOtherQuicklyAreNotJoined() {
        ClientOnStage client = stage.client(Text.same("client"));
        ScriptedOrigin origin = stage.origin(Text.same("origin"), Scripts.respond(Messages.ok("x")));
        ScriptedClient connection = client.connect(origin.address());
        connection.exchange(GET);
        connection.exchange(GET);

        assertThat(arrows())
                .containsExactly(
                        "client>origin SYN, SYN+ACK, ACK",
                        "client>origin GET / HTTP/1.1",
                        "origin>client HTTP/1.1 200 OK",
                        "client>origin GET / HTTP/1.1",
                        "origin>client HTTP/1.1 200 OK");
    }

    @Test
    void whatAPartyNoticesStandsInItsColumn() {
        stage.client(Text.same("client"));
        stage.note(Text.same("client"), Text.same("it is late"));
        stage.note(Text.same("nobody"), Text.same("is not here"));

        assertThat(stage.recording().steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Note.class,
                        note -> assertThat(note.at().name().en()).isEqualTo("client"));
    }

    @Test
    void theKernelIsAskedAboutAClientsConnection() throws NotHere {
        ProxyOnStage proxy = stage.proxy(Text.same("proxy"), ListenMode.SMART);
        assumeTrue(proxy.server().transport().equals("epoll"));
        ScriptedClient client = stage.client(Text.same("client")).connect(proxy.address());

        assertThat(proxy.tcp(client.wire().localPort()).state()).isEqualTo("ESTABLISHED");
        assertThat(proxy.tcp(client.wire().localPort()).cwnd()).isPositive();
    }

    @Test
    void whatIsNotOpenTheKernelDoesNotKnow() throws Exception {
        ProxyOnStage proxy = stage.proxy(Text.same("proxy"), ListenMode.SMART);
        assertThat(proxy.server()
                        .tcp(proxy.address(), proxy.address())
                        .toCompletableFuture()
                        .get())
                .isNull();
    }

    private List<String> arrows() {
        return stage.recording().steps().stream()
                .filter(Step.Arrow.class::isInstance)
                .map(Step.Arrow.class::cast)
                .map(arrow -> arrow.from().name().en() + ">" + arrow.to().name().en() + " " + arrow.label())
                .toList();
    }
}
