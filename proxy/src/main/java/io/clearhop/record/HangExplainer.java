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
        return new Explanation(now, HangWords.PROXY_BUSY).wait(CLIENT, ANSWER, PROXY);
    }

    private static Explanation pool(Situation now) {
        return new Explanation(now, HangWords.POOL_IN_USE)
                .wait(CLIENT, ANSWER, PROXY)
                .wait(PROXY, "a free connection", ORIGIN)
                .ends(now.limits().connect(), "--connect-timeout");
    }

    private static Explanation connecting(Situation now) {
        return new Explanation(now, HangWords.CONNECT_UNANSWERED)
                .wait(CLIENT, ANSWER, PROXY)
                .wait(PROXY, "a connection", ORIGIN)
                .ends(now.limits().connect(), "--connect-timeout");
    }

    private static Explanation waitingForContinue(Situation now) {
        return new Explanation(now, HangWords.CONTINUE_AWAITED)
                .wait(CLIENT, "100 (Continue)", ORIGIN)
                .wait(PROXY, "100 (Continue), or an answer", ORIGIN)
                .cause(new HangView.Cause(
                        "Expect: 100-continue",
                        "request",
                        HangWords.EXPECT_CONTINUE.of(now),
                        "RFC 9110 section 10.1.1"))
                .ends(now.limits().requestContent(), "--request-content-timeout");
    }

    private static Explanation clientSends(Situation now) {
        Explanation found = new Explanation(now, HangWords.REQUEST_INCOMPLETE)
                .wait(PROXY, "the rest of the request", CLIENT)
                .wait(ORIGIN, "the rest of the request", PROXY);
        return now.dumb()
                ? found.ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout")
                : found.ends(now.limits().requestContent(), "--request-content-timeout");
    }

    private static Explanation originTakes(Situation now) {
        Explanation found = new Explanation(now, HangWords.CONTENT_NOT_TAKEN)
                .wait(CLIENT, "its content to be taken", PROXY)
                .wait(PROXY, "its content to be taken", ORIGIN);
        return now.dumb()
                ? found.ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout")
                : found.ends(now.limits().stall(), "--stall-timeout");
    }

    private static Explanation responseHead(Situation now) {
        boolean suspicious = now.toParent() && now.nthOfOrigin() > 1;
        Explanation found = new Explanation(now, suspicious ? HangWords.DUMB_PARENT_SUSPECTED : HangWords.UNANSWERED)
                .wait(CLIENT, ANSWER, PROXY)
                .wait(PROXY, ANSWER, ORIGIN);
        if (suspicious) {
            found.cause(new HangView.Cause(
                    "HTTP/1.1",
                    "response",
                    HangWords.PARENT_TAKEN_FOR_PERSISTENT.of(now),
                    "HTTP: The Definitive Guide, figure 4-17; RFC 9112 section 9.3"));
        }
        return found.ends(now.limits().responseHead(), "--response-head-timeout");
    }

    private static Explanation originSends(Situation now) {
        return new Explanation(now, HangWords.RESPONSE_STOPPED)
                .wait(CLIENT, "the rest of the response", PROXY)
                .wait(PROXY, "the rest of the response", ORIGIN)
                .ends(now.limits().stall(), "--stall-timeout");
    }

    private static Explanation clientTakes(Situation now) {
        Explanation found = new Explanation(now, HangWords.RESPONSE_NOT_TAKEN)
                .wait(PROXY, "the client to read", CLIENT)
                .wait(ORIGIN, "the proxy to read", PROXY);
        return now.dumb()
                ? found.ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout")
                : found.ends(now.limits().stall(), "--stall-timeout");
    }

    private static Explanation quiet(Situation now) {
        return new Explanation(now, HangWords.TUNNEL_QUIET).ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout");
    }

    private static Explanation halfEnded(Situation now) {
        boolean byClient = now.standing() == Standing.TUNNEL_CLIENT_ENDED;
        return new Explanation(now, byClient ? HangWords.TUNNEL_CLIENT_ENDED : HangWords.TUNNEL_ORIGIN_ENDED)
                .wait(PROXY, "the end of the other direction", byClient ? ORIGIN : CLIENT)
                .ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout");
    }

    private static Explanation tunnelTakes(Situation now) {
        boolean byClient = now.standing() == Standing.TUNNEL_CLIENT_TAKES;
        Party taker = byClient ? CLIENT : ORIGIN;
        Party sender = byClient ? ORIGIN : CLIENT;
        return new Explanation(
                        now, byClient ? HangWords.TUNNEL_CLIENT_TAKES_NOTHING : HangWords.TUNNEL_ORIGIN_TAKES_NOTHING)
                .wait(sender, "its bytes to be taken", PROXY)
                .wait(PROXY, "its bytes to be taken", taker)
                .ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout");
    }
}
