package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The origin fails at every byte of a response, in every framing: the client never takes for whole what is not, and no
 * connection with a fault is used again (RFC 9112 sections 8 and 9.5).
 */
class ResponseFaultsTest {
    private static final String CONTENT = "some content\r\n";

    /** How the origin fails. */
    enum Fault {
        CLOSES,
        RESETS,
        STALLS
    }

    private static Stream<Arguments> responses() {
        String chunks = "5\r\nsome \r\n9;x=y\r\ncontent\r\n\r\n0\r\nX-Sum: 1\r\n\r\n";
        return Stream.of(
                arguments("length", "GET", dated("HTTP/1.1 200 OK", "Content-Length: 14") + CONTENT),
                arguments("chunked", "GET", dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunks),
                arguments("until close", "GET", dated("HTTP/1.1 200 OK") + CONTENT),
                arguments("head", "HEAD", dated("HTTP/1.1 200 OK", "Content-Length: 14")),
                arguments("204", "GET", dated("HTTP/1.1 204 No Content")),
                arguments(
                        "1xx before it",
                        "GET",
                        Messages.head("HTTP/1.1 103 Early Hints", "Link: <x>")
                                + dated("HTTP/1.1 200 OK", "Content-Length: 14")
                                + CONTENT));
    }

    static Stream<Arguments> faultsOfResponses() {
        return Stream.of(
                        arguments(Fault.CLOSES, "HTTP/1.1"),
                        arguments(Fault.CLOSES, "HTTP/1.0"),
                        arguments(Fault.RESETS, "HTTP/1.1"),
                        arguments(Fault.RESETS, "HTTP/1.0"),
                        arguments(Fault.STALLS, "HTTP/1.1"))
                .flatMap(fault -> responses().map(response -> arguments(concat(fault, response))));
    }

    private static Object[] concat(Arguments one, Arguments other) {
        return Stream.of(one, other).flatMap(each -> Stream.of(each.get())).toArray();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("faultsOfResponses")
    void atEveryByte(Fault fault, String version, String framing, String method, String response) throws Exception {
        try (ScriptedOrigin origin = ScriptedOrigin.start(failing(fault, response));
                ProxyUnderTest proxy = ProxyUnderTest.smart(builder -> {
                    Times.stall(300).accept(builder);
                    Times.responseHead(300).accept(builder);
                })) {
            List<Callable<Delivery>> exchanges = IntStream.rangeClosed(0, response.length())
                    .mapToObj(cut -> (Callable<Delivery>) () -> exchange(proxy, origin, version, method, cut))
                    .toList();
            List<Delivery> deliveries = fault == Fault.STALLS ? together(exchanges) : oneByOne(exchanges);
            for (int cut = 0; cut <= response.length(); cut++) {
                judge(deliveries.get(cut), fault, version, method, response, cut);
            }
            List<ProxyEvent.OriginPooled> pooled = proxy.events().all(ProxyEvent.OriginPooled.class);
            boolean endsByItself = !response.endsWith(CONTENT) || response.contains("Content-Length");
            // The one that was not cut, if its fault did not come at once.
            assertThat(pooled).hasSizeLessThanOrEqualTo(endsByItself ? 1 : 0);
        }
    }

    private static List<Delivery> oneByOne(List<Callable<Delivery>> exchanges) throws Exception {
        List<Delivery> all = new ArrayList<>();
        for (Callable<Delivery> exchange : exchanges) {
            all.add(exchange.call());
        }
        return all;
    }

    /** For those that take their time. */
    private static List<Delivery> together(List<Callable<Delivery>> exchanges) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Delivery> all = new ArrayList<>();
            for (Future<Delivery> done : threads.invokeAll(exchanges)) {
                all.add(done.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Answers with as much of the response as the path says, then fails. */
    private static Script failing(Fault fault, String response) {
        return Scripts.untilPeerLeaves((wire, number) -> {
            Request request = wire.readRequest();
            wire.send(response.substring(0, Integer.parseInt(request.target().substring(1))));
            switch (fault) {
                case CLOSES -> wire.lingeringClose();
                case RESETS -> wire.reset();
                case STALLS -> wire.awaitArrival(Wire.DEFAULT_TIMEOUT);
            }
        });
    }

    private static Delivery exchange(
            ProxyUnderTest proxy, ScriptedOrigin origin, String version, String method, int cut) {
        try (ScriptedClient client = proxy.client()) {
            client.send(
                    Messages.head(method + " " + origin.uri("/" + cut) + " " + version, "Host: " + origin.authority()));
            return Delivery.read(client.wire(), method);
        }
    }

    private static void judge(Delivery got, Fault fault, String version, String method, String response, int cut) {
        String content = method.equals("GET") && !response.contains(" 204 ") ? CONTENT : "";
        int status = content.isEmpty() && method.equals("GET") ? 204 : 200;
        boolean untilClose = response.endsWith(CONTENT) && !response.contains("Content-Length");
        boolean whole = cut == response.length() || untilClose && cut >= response.length() - CONTENT.length();
        String as = fault + " after " + cut + " bytes for " + version + ": " + got;
        assertThat(got.fault()).as(as).isNull();
        assertThat(got.end()).as(as).isNotEqualTo(Arrival.NOTHING);
        if (got.response() != null && got.response().start().startsWith(status + " ")) {
            assertThat(content).as(as).startsWith(got.response().content());
        }
        if (got.isWhole(status)) {
            // Close-delimited content is whole where the origin closes, be it early.
            assertThat(whole).as(as).isTrue();
            assertThat(untilClose && fault != Fault.CLOSES).as(as).isFalse();
            assertThat(got.response().content())
                    .as(as)
                    .isEqualTo(content.substring(
                            0, untilClose ? cut - response.length() + content.length() : content.length()));
        } else if (got.response() != null && got.response().complete()) {
            assertThat(got.response().start()).as(as).matches("50[24] .*");
        } else {
            assertThat(whole && fault == Fault.CLOSES).as(as).isFalse();
        }
    }
}
