package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.RetryCause;
import io.clearhop.http.RetryPolicy;
import io.clearhop.http.RetryRefusal;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Response;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 9.2.2: a used connection that dies before a response is one thing, a request that fails another. */
class RetryTest {
    /** Answers the first request, and leaves at the second without a byte. */
    private static final Script DIES_WHEN_REUSED = (wire, number) -> {
        wire.readRequest();
        wire.send(Messages.ok("first"));
        wire.readRequest();
    };

    private static final Script ANSWERS = Scripts.answer(request -> Messages.ok(request.method() + request.text()));

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS", "TRACE"})
    void anIdempotentRequestIsSentOnceMore(String method) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(
                        DIES_WHEN_REUSED, Scripts.respond(Messages.head("HTTP/1.1 204 No Content"))));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            assertThat(client.exchange(Requests.of(method, origin, "/2")).statusCode())
                    .isEqualTo(204);
            assertThat(origin.requests()).extracting(Request::connectionNumber).containsExactly(1, 1, 2);
            assertThat(proxy.events().completed(2).attempts()).isEqualTo(2);
            assertThat(proxy.events().all(ProxyEvent.ExchangeRetried.class)).hasSize(1);
        }
    }

    @Test
    void aResetCountsLikeAClose() {
        Script resets = (wire, number) -> {
            wire.readRequest();
            wire.send(Messages.ok("first"));
            wire.readRequest();
            wire.reset();
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(resets, ANSWERS));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            assertThat(client.exchange(Requests.get(origin, "/2")).text()).isEqualTo("GET");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "BREW"})
    void anyOtherIsAnswered502(String method) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(DIES_WHEN_REUSED, ANSWERS));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            Response response = client.exchange(Requests.withContent(method, origin, "/2", "abc"));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=connection_terminated");
            assertThat(response.text()).contains("not repeated").contains("9.2.2");
            assertThat(origin.requests()).hasSize(2);
            // Nothing is wrong with the client's connection.
            assertThat(client.exchange(Requests.get(origin, "/3")).text()).isEqualTo("GET");
        }
    }

    @Test
    void aPutIsRepeatedWithItsWholeContent() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(DIES_WHEN_REUSED, ANSWERS));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            String content = "content".repeat(5000);
            assertThat(client.exchange(Requests.withContent("PUT", origin, "/2", content))
                            .text())
                    .isEqualTo("PUT" + content);
        }
    }

    @Test
    void aChunkedPutIsRepeatedThoughOnlyAPartOfItHasCome() {
        Script diesWithinRequest = (wire, number) -> {
            wire.readRequest();
            wire.send(Messages.ok("first"));
            wire.readHead();
            wire.readChunk();
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(diesWithinRequest, Scripts.byHand()));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            client.send(Requests.of("PUT", origin, "/2", "Transfer-Encoding: chunked") + Messages.chunk("abc"));
            Wire second = origin.awaitConnection(2);
            second.readHead();
            assertThat(second.readChunk().data()).isEqualTo("abc");
            client.send(Messages.chunk("def") + Messages.LAST_CHUNK);
            assertThat(second.readChunk().data()).isEqualTo("def");
            assertThat(second.readChunk().isLast()).isTrue();
            second.send(Messages.ok("second"));
            assertThat(client.readResponse().text()).isEqualTo("second");
            second.close();
        }
    }

    @Test
    void aPutWhoseContentIsTooLargeToKeepIsNotRepeated() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(DIES_WHEN_REUSED, ANSWERS));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            Response response = client.exchange(Requests.withContent("PUT", origin, "/2", "c".repeat(100_000)));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.text()).contains("not repeated (stale): its content is not kept");
        }
    }

    @Test
    void aRequestIsNeverSentThreeTimes() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.perConnection(DIES_WHEN_REUSED, (wire, number) -> wire.readRequest()));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            assertThat(client.exchange(Requests.get(origin, "/2")).statusCode()).isEqualTo(502);
            assertThat(origin.requests()).hasSize(3);
        }
    }

    @Test
    void aConnectionThatHasRestedIsNoFreshOneThoughItCarriedNothing() throws UnknownHostException {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        String request = Messages.head("GET http://o.test:%d/ HTTP/1.1", "Host: x");
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(Scripts.perConnection((wire, number) -> wire.readRequest(), ANSWERS));
                FakeDns dns =
                        new FakeDns(mayAnswer).knows("o.test", InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.dnsServer(dns.address()));
                ScriptedClient leaves = proxy.client();
                ScriptedClient stays = proxy.client()) {
            leaves.send(request.formatted(origin.port()));
            proxy.events().await(ProxyEvent.OriginConnecting.class);
            leaves.wire().reset();
            proxy.events().completed(1);
            mayAnswer.countDown();
            proxy.events().await(ProxyEvent.OriginPooled.class);
            assertThat(stays.exchange(request.formatted(origin.port())).text()).isEqualTo("GET");
            proxy.events().await(ProxyEvent.ExchangeRetried.class);
        }
    }

    @Test
    void onAFreshConnectionNothingIsRepeated() {
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> wire.readRequest());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.get(origin, "/"));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.text()).contains("before the first byte of a response");
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void afterTheFirstByteOfAResponseNothingIsRepeated() {
        Script diesWithinHead = (wire, number) -> {
            wire.readRequest();
            wire.send(Messages.ok("first"));
            wire.readRequest();
            wire.send("H");
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(diesWithinHead);
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            Response response = client.exchange(Requests.get(origin, "/2"));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.text()).contains("within the response head");
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void afterAnInterimResponseNothingIsRepeated() {
        Script diesAfterInterim = (wire, number) -> {
            wire.readRequest();
            wire.send(Messages.ok("first"));
            wire.readRequest();
            wire.send(Messages.head("HTTP/1.1 103 Early Hints"));
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(diesAfterInterim);
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            Response response = client.exchange(Requests.get(origin, "/2"));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.interim()).hasSize(1);
        }
    }

    private static ProxyUnderTest retryOn(RetryCause... causes) {
        return ProxyUnderTest.smart(
                Times.responseHead(300).andThen(c -> c.pool(pool -> pool.withRetry(RetryPolicy.of(causes)))));
    }

    @Test
    void withRetryOnNoneEvenAStaleConnectionIsTheClientsAffair() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(DIES_WHEN_REUSED, ANSWERS));
                ProxyUnderTest proxy = retryOn();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            Response response = client.exchange(Requests.get(origin, "/2"));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.text()).contains("not repeated (stale): retry-on does not name this failure");
            assertThat(proxy.events().await(ProxyEvent.RetryRefused.class).why())
                    .isEqualTo(RetryRefusal.NOT_SET);
            assertThat(proxy.events().completed(2).detail()).contains("retry-on does not name");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 200", "PUT, 200", "POST, 502"})
    void aFreshConnectionThatDiesIsReplacedIfThatIsAskedFor(String method, int status) {
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(Scripts.perConnection((wire, number) -> wire.readRequest(), ANSWERS));
                ProxyUnderTest proxy = retryOn(RetryCause.EMPTY_RESPONSE);
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.withContent(method, origin, "/", "abc"));
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(origin.requests()).hasSize(status == 200 ? 2 : 1);
            assertThat(response.text()).contains(status == 200 ? method + "abc" : "(empty-response): its method");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 200", "POST, 504"})
    void anOriginThatIsSilentIsAskedOnceMoreIfThatIsAskedFor(String method, int status) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(Scripts.silent(), ANSWERS));
                ProxyUnderTest proxy = retryOn(RetryCause.RESPONSE_TIMEOUT);
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.withContent(method, origin, "/", "abc"));
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(origin.requests()).hasSize(status == 200 ? 2 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aConnectionThatCanNotBeMadeIsTriedOnceMoreWhateverTheMethod(String method) {
        ScriptedOrigin gone = ScriptedOrigin.start(ANSWERS);
        gone.close();
        try (ProxyUnderTest proxy = retryOn(RetryCause.CONN_FAILURE);
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.withContent(method, gone, "/", "abc"));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.text()).contains("(conn-failure): it has been repeated once already");
            proxy.events().completed(1);
            assertThat(proxy.events().all(ProxyEvent.OriginConnecting.class)).hasSize(2);
            assertThat(proxy.events().all(ProxyEvent.ExchangeRetried.class)).hasSize(1);
        }
    }

    @Test
    void aRepetitionOnAFreshConnectionIsNotRepeatedWhateverIsAskedFor() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.perConnection(DIES_WHEN_REUSED, (wire, number) -> wire.readRequest()));
                ProxyUnderTest proxy = retryOn(RetryCause.values());
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            assertThat(client.exchange(Requests.get(origin, "/2")).text()).contains("repeated once already");
            assertThat(origin.requests()).hasSize(3);
        }
    }
}
