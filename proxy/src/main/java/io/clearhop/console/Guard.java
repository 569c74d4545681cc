package io.clearhop.console;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is one that the console answers: meant for it, from somebody who may look, and not made by another
 * site's page. Pure but for the tokens.
 */
final class Guard {
    /** What callers of the proxy call the console. */
    static final String PROXIED_NAME = "clearhop.test";

    private static final String LOCALHOST = "localhost";
    private static final String FETCH_SITE = "sec-fetch-site";
    private static final String FETCH_MODE = "sec-fetch-mode";

    /** They say nothing that anybody could use; and what reads a PAC file for a browser shows no token. */
    private static final Set<String> OPEN = Set.of("/livez", "/readyz", PacApi.PATH);

    private final String ownName;
    private final Tokens tokens;

    /**
     * Makes one.
     *
     * @param ownName the host of the console's address, as configured
     */
    Guard(String ownName, Tokens tokens) {
        this.ownName = ownName.toLowerCase(Locale.ROOT);
        this.tokens = tokens;
    }

    /** What the request gets instead of what it asks for, or null if nothing is against it. */
    @Nullable
    Answer objection(Question question) {
        if (OPEN.contains(question.path())) {
            return null;
        }
        List<String> hosts = question.fields().getAll(HttpHeaderNames.HOST);
        String host = hosts.size() == 1 ? hosts.get(0) : "";
        // Who has shown the token did so under this name: it was not pointed here behind his back.
        Answer stranger = tokens.areWanted() ? login(question, host) : misdirected(host);
        if (stranger != null) {
            return stranger;
        }
        if (isOfOtherSite(question) || isOfOtherOrigin(question, host)) {
            return Answer.problem(
                    HttpResponseStatus.FORBIDDEN, "Another site's page may not ask this console for anything.");
        }
        return question.method().equals(HttpMethod.POST) ? objectionToChange(question) : null;
    }

    private @Nullable Answer misdirected(String authority) {
        return isOurs(authority)
                ? null
                : Answer.problem(
                        HttpResponseStatus.MISDIRECTED_REQUEST,
                        "The Host field does not name this console by its address; another site's name may have been"
                                + " pointed here.");
    }

    /** A name that others can make lead here is none of the console's; an address cannot be made to lead elsewhere. */
    private boolean isOurs(String authority) {
        String host = host(authority);
        return host.equals(LOCALHOST)
                || host.equals(PROXIED_NAME)
                || host.equals(ownName)
                || NetUtil.isValidIpV4Address(host)
                || NetUtil.isValidIpV6Address(host);
    }

    /** The host of a Host field, in lower case and without brackets. */
    static String host(String authority) {
        String host = authority.strip().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? "" : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private @Nullable Answer login(Question question, String authority) {
        String shown = question.parameter("token");
        if (shown == null) {
            return tokens.admits(question.fields()) ? null : unauthorized("This console asks for a token.");
        }
        if (host(authority).equals(PROXIED_NAME)) {
            return Answer.problem(
                    HttpResponseStatus.FORBIDDEN,
                    "A token in a URL would be written to the proxy's log; open the console's own address with it, or"
                            + " send Authorization: Bearer.");
        }
        return tokens.isToken(shown)
                ? Answer.empty(HttpResponseStatus.SEE_OTHER)
                        .with(HttpHeaderNames.LOCATION, question.path().startsWith("//") ? "/" : question.path())
                        .with(HttpHeaderNames.SET_COOKIE, tokens.cookie())
                : unauthorized("That is not the token.");
    }

    private static Answer unauthorized(String sentence) {
        return Answer.problem(
                        HttpResponseStatus.UNAUTHORIZED,
                        sentence + " Open /?token=TOKEN once, or send Authorization: Bearer TOKEN; the token is the"
                                + " proxy's setting console-token.")
                .with(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"clearhop console\"");
    }

    /** What browsers say of who asks (Fetch Metadata); a person who follows a link to the page is let in. */
    private static boolean isOfOtherSite(Question question) {
        String site = question.fields().get(FETCH_SITE, "none");
        boolean own = site.equals("same-origin") || site.equals("none");
        boolean link = question.path().equals("/")
                && question.fields().get(FETCH_MODE, "").equals("navigate");
        return !own && !link;
    }

    /** Without TLS and beyond the loopback interface browsers say no more than this, and only of what a script asks for. */
    private static boolean isOfOtherOrigin(Question question, String authority) {
        String own = "http://" + authority.strip();
        return question.fields().getAll(HttpHeaderNames.ORIGIN).stream()
                .anyMatch(origin -> !origin.equalsIgnoreCase(own));
    }

    private static @Nullable Answer objectionToChange(Question question) {
        return Answer.isJson(question.fields().get(HttpHeaderNames.CONTENT_TYPE, ""))
                ? null
                : Answer.problem(
                        HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                        "What changes something is sent with Content-Type: application/json.");
    }
}
