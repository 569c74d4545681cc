package io.clearhop.record;

import static io.clearhop.http.Party.CLIENT;
import static io.clearhop.http.Party.ORIGIN;
import static io.clearhop.http.Party.PROXY;

import org.jspecify.annotations.Nullable;

/** The hang of HTTP: The Definitive Guide, figures 4-15 and 4-17: the blind relay waits for a close that nobody plans. */
final class RelayHang {
    private static final long SECOND = 1000;

    private RelayHang() {}

    static Explanation explain(Situation now) {
        Explanation found = now.toClient() == 0 ? unanswered(now) : isCut(now) ? unfinished(now) : waitsForClose(now);
        return found.ends(now.limits().tunnelIdle(), "--tunnel-idle-timeout");
    }

    private static boolean isCut(Situation now) {
        ResponseWords response = now.response();
        return response != null && response.length() >= 0 && !now.isResponseComplete();
    }

    private static Explanation unanswered(Situation now) {
        return new Explanation(now, HangWords.UNANSWERED)
                .wait(CLIENT, "an answer", PROXY)
                .wait(PROXY, "the origin's bytes, or its close", ORIGIN);
    }

    private static Explanation unfinished(Situation now) {
        return new Explanation(now, HangWords.RELAYED_PART)
                .wait(CLIENT, "the rest of the response", PROXY)
                .wait(PROXY, "the rest of the response", ORIGIN);
    }

    private static Explanation waitsForClose(Situation now) {
        ResponseWords response = now.response();
        Explanation found = new Explanation(now, words(now));
        if (now.unread()) {
            found.wait(CLIENT, "an answer to its next request", PROXY);
        } else if (!now.isResponseComplete()) {
            found.wait(CLIENT, "the end of the response", PROXY);
        }
        found.wait(PROXY, "the origin's close", ORIGIN)
                .wait(ORIGIN, "a further request on this connection", PROXY)
                .cause(cause(now));
        if (response != null && response.timeoutSeconds() >= 0) {
            found.ends(
                    response.timeoutSeconds() * SECOND,
                    now.toParent() ? "parent proxy: " : "origin: ",
                    "Keep-Alive: timeout=" + response.timeoutSeconds());
        }
        return found;
    }

    private static HangWords words(Situation now) {
        if (now.unread()) {
            return HangWords.NEXT_REQUEST_UNSEEN;
        }
        return now.isResponseComplete() ? HangWords.NEXT_REQUEST_WOULD_BE_UNSEEN : HangWords.END_NOT_TOLD;
    }

    /** What made the next hop keep its connection. */
    private static HangView.@Nullable Cause cause(Situation now) {
        RequestWords request = now.request();
        if (request == null || request.close()) {
            return null;
        }
        String proxyConnection = request.proxyConnection();
        if (now.toParent() && request.proxyKeepAlive() && proxyConnection != null) {
            return new HangView.Cause(
                    proxyConnection,
                    "request",
                    HangWords.PROXY_CONNECTION_RELAYED.of(now),
                    "HTTP: The Definitive Guide, figure 4-17; RFC 9112 appendix C.2.2");
        }
        String connection = request.connection();
        if (request.keepAlive() && connection != null) {
            return new HangView.Cause(
                    connection,
                    "request",
                    HangWords.CONNECTION_RELAYED.of(now),
                    "HTTP: The Definitive Guide, figure 4-15; RFC 9110 section 7.6.1, RFC 9112 appendix C.2.2");
        }
        return request.http10()
                ? null
                : new HangView.Cause(
                        "HTTP/1.1",
                        "request",
                        HangWords.VERSION_RELAYED.of(now),
                        "HTTP: The Definitive Guide, figure 4-15; RFC 9112 section 9.3");
    }
}
