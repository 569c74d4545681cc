package io.clearhop.lab.scenario;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A client that asks twice: on one connection if it was told that it persists, else on a new one. */
final class TwoRequests {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Stage stage;
    private final ClientOnStage client;
    private final InetSocketAddress proxy;
    private final String request;
    private final Duration began;
    private final ScriptedClient connection;
    private final Response first;

    private TwoRequests(Stage stage, ClientOnStage client, InetSocketAddress proxy, String request) {
        this.stage = stage;
        this.client = client;
        this.proxy = proxy;
        this.request = request;
        began = stage.now();
        connection = client.connect(proxy);
        first = connection.exchange(request);
    }

    /** Connects, and makes the first exchange. */
    static TwoRequests begin(Stage stage, ClientOnStage client, InetSocketAddress proxy, String request) {
        return new TwoRequests(stage, client, proxy, request);
    }

    /** What came first. */
    Response first() {
        return first;
    }

    /** Whether the client was told that it may use the connection again: clients of a proxy look at both fields. */
    boolean persists() {
        return first.persists() || first.listMembers("Proxy-Connection").contains("keep-alive");
    }

    /** Asks again, and waits until something happens. */
    Second again() {
        ScriptedClient next = connection;
        if (!persists()) {
            connection.wire().awaitArrival(PATIENCE);
            connection.close();
            next = client.connect(proxy);
        }
        Duration asked = stage.now();
        next.send(request);
        Arrival came = next.wire().awaitArrival(PATIENCE);
        Duration waited = stage.now().minus(asked);
        if (came == Arrival.BYTES) {
            next.readResponse();
        }
        stage.measure(Text.of("the second request waited for", "두 번째 요청이 기다린 시간"), waited);
        return new Second(persists(), came, waited, stage.now().minus(began));
    }

    /** Whether a proxy gave up its connection because the origin had closed it, as it alone can say. */
    static boolean originEnded(ProxyOnStage blind) {
        return blind.await(ProxyEvent.OriginClosed.class).why() == CloseReason.RELAY_ENDED;
    }

    /**
     * How the second request fared.
     *
     * @param sameConnection whether it went over the first one's connection
     * @param came what the client saw next
     * @param waited after how long
     * @param sinceFirst how long ago the first request was begun
     */
    record Second(boolean sameConnection, Arrival came, Duration waited, Duration sinceFirst) {
        boolean isAnswered() {
            return came == Arrival.BYTES;
        }

        /**
         * Whether the connection ended in place of an answer, and an idle timeout behind the first request can have ended it.
         * That is how it has to be counted: however slow the client is, the timeout begins after its first request.
         */
        boolean hungFor(Duration idle) {
            return (came == Arrival.FIN || came == Arrival.RESET) && hasPassed(idle);
        }

        /** Whether an idle timeout can have struck since the first request. */
        boolean hasPassed(Duration idle) {
            return sinceFirst.compareTo(idle.multipliedBy(9).dividedBy(10)) >= 0;
        }

        /** How it fared, as a sentence. */
        Text told() {
            Text what = isAnswered() ? Text.of("an answer", "응답") : Text.same(came.name());
            Text where =
                    sameConnection ? Text.of("the same connection", "같은 커넥션") : Text.of("a new connection", "새 커넥션");
            return Text.of("Sent on %s; after %s came: %s.", "%s으로 보냈고, %s 뒤에 온 것: %s.")
                    .with(where, waited, what);
        }
    }
}
