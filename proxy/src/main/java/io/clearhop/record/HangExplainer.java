package io.clearhop.record;

import static io.clearhop.http.Party.CLIENT;
import static io.clearhop.http.Party.ORIGIN;
import static io.clearhop.http.Party.PROXY;

import io.clearhop.http.Party;
import io.clearhop.observe.Standing;

/** Says who waits for whom, why, and what will end it: a pure rule. */
final class HangExplainer {
    private static final String ANSWER = "an answer";

    private HangExplainer() {}

    static HangView explain(Situation now) {
        Explanation found = switch (now.standing()) {
            case DECIDING, AUTHENTICATING -> busy(now);
            case WAITING_FOR_CONNECTION -> pool(now);
            case CONNECTING -> connecting(now);
            case WAITING_FOR_CONTINUE -> waitingForContinue(now);
            case CLIENT_SENDS -> clientSends(now);
            case ORIGIN_TAKES -> originTakes(now);
            case RESPONSE_HEAD -> responseHead(now);
            case ORIGIN_SENDS -> originSends(now);
            case CLIENT_TAKES -> clientTakes(now);
            case RELAYING -> RelayHang.explain(now);
            case TUNNEL -> quiet(now);
            case TUNNEL_CLIENT_ENDED, TUNNEL_ORIGIN_ENDED -> halfEnded(now);
            case TUNNEL_CLIENT_TAKES, TUNNEL_ORIGIN_TAKES -> tunnelTakes(now);
        };
        return found.view();
    }

    private static Explanation busy(Situation now) {
        return new Explanation(now.since(), "The proxy itself is busy with this request.").wait(CLIENT, ANSWER, PROXY);
    }

    private static Explanation pool(Situation now) {
        return new Explanation(
                        now.since(),
                        "All connections to " + now.hop()
                                + " are in use; this request waits until another exchange gives" + " one back.")
                .wait(CLIENT, ANSWER, PROXY)
                .wait(PROXY, "a free connection", ORIGIN)
                .ends(now.limits().connect(), "--connect-timeout");
    }

    private static Explanation connecting(Situation now) {
        return new Explanation(
                        now.since(),
                        "The proxy connects to " + now.hop() + " and gets no answer to that: nobody accepts, nobody"
                                + " refuses.")
                .wait(CLIENT, ANSWER, PROXY)
                .wait(PROXY, "a connection", ORIGIN)
                .ends(now.limits().connect(), "--connect-timeout");
    }

    private static Explanation waitingForContinue(Situation now) {
        return new Explanation(
                        now.since(),
                        "The client has sent Expect: 100-continue and holds its content back; " + now.hop()
                                + " has neither asked for it nor answered.")
                .wait(CLIENT, "100 (Continue)", ORIGIN)
                .wait(PROXY, "100 (Continue), or an answer", ORIGIN)
                .cause(new HangView.Cause(
                        "Expect: 100-continue",
                        "request",
                        "The client wants to hear first whether its content is welcome; it need not wait for ever.",
                        "RFC 9110 section 10.1.1"))
                .ends(now.limits().requestContent(), "--request-content-timeout");
    }

    private static Explanation clientSends(Situation now) {
        Explanation found = new Explanation(
                        now.since(),
                        "The request is not complete: the client has sent " + now.fromClient()
                                + " bytes of its content and no more.")
                .wait(PROXY, "the rest of the request", CLIENT)
                .wait(ORIGIN, "the rest of the request", PROXY);
        return now.dumb()
                ? found.ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout")
                : found.ends(now.limits().requestContent(), "--request-content-timeout");
    }

    private static Explanation originTakes(Situation now) {
        Explanation found = new Explanation(
                        now.since(),
                        capital(now.hop()) + " does not read the request's content; after " + now.fromClient()
                                + " bytes the proxy stopped reading from the client, too.")
                .wait(CLIENT, "its content to be taken", PROXY)
                .wait(PROXY, "its content to be taken", ORIGIN);
        return now.dumb()
                ? found.ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout")
                : found.ends(now.limits().stall(), "--stall-timeout");
    }

    private static Explanation responseHead(Situation now) {
        boolean suspicious = now.toParent() && now.nthOfOrigin() > 1;
        Explanation found = new Explanation(
                        now.since(),
                        suspicious
                                ? "The request went out on a connection that has carried " + (now.nthOfOrigin() - 1)
                                        + " before; the parent proxy does not answer it. If that is a dumb one it does not"
                                        + " even read it: it waits for its origin to close."
                                : capital(now.hop()) + " has the whole request and has not begun to answer.")
                .wait(CLIENT, ANSWER, PROXY)
                .wait(PROXY, ANSWER, ORIGIN);
        if (suspicious) {
            found.cause(new HangView.Cause(
                    "HTTP/1.1",
                    "response",
                    "The response before was HTTP/1.1 without Connection: close, which a dumb parent relayed as it came;"
                            + " so this proxy takes the parent for one that persists.",
                    "HTTP: The Definitive Guide, figure 4-17; RFC 9112 section 9.3"));
        }
        return found.ends(now.limits().responseHead(), "--response-head-timeout");
    }

    private static Explanation originSends(Situation now) {
        return new Explanation(
                        now.since(),
                        capital(now.hop()) + " has begun to answer, with " + now.toClient()
                                + " bytes of content so far, and sends no more; a stream may just be quiet.")
                .wait(CLIENT, "the rest of the response", PROXY)
                .wait(PROXY, "the rest of the response", ORIGIN)
                .ends(now.limits().stall(), "--stall-timeout");
    }

    private static Explanation clientTakes(Situation now) {
        Explanation found = new Explanation(
                        now.since(),
                        "The client does not read the response; after " + now.toClient()
                                + " bytes the proxy stopped reading from " + now.hop() + ", too.")
                .wait(PROXY, "the client to read", CLIENT)
                .wait(ORIGIN, "the proxy to read", PROXY);
        return now.dumb()
                ? found.ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout")
                : found.ends(now.limits().stall(), "--stall-timeout");
    }

    private static Explanation quiet(Situation now) {
        return new Explanation(now.since(), "The tunnel is quiet; whether anything is awaited only its two ends know.")
                .ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout");
    }

    private static Explanation halfEnded(Situation now) {
        boolean byClient = now.standing() == Standing.TUNNEL_CLIENT_ENDED;
        Party ended = byClient ? CLIENT : ORIGIN;
        Party other = byClient ? ORIGIN : CLIENT;
        return new Explanation(
                        now.since(),
                        "The " + ended.word() + " has sent its last byte through the tunnel, and the " + other.word()
                                + " was told; it neither sends nor closes.")
                .wait(PROXY, "the end of the other direction", other)
                .ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout");
    }

    private static Explanation tunnelTakes(Situation now) {
        boolean byClient = now.standing() == Standing.TUNNEL_CLIENT_TAKES;
        Party taker = byClient ? CLIENT : ORIGIN;
        Party sender = byClient ? ORIGIN : CLIENT;
        return new Explanation(
                        now.since(),
                        "The " + taker.word()
                                + " does not read what the tunnel brings, so the proxy does not read from the "
                                + sender.word() + " either.")
                .wait(sender, "its bytes to be taken", PROXY)
                .wait(PROXY, "its bytes to be taken", taker)
                .ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout");
    }

    static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
