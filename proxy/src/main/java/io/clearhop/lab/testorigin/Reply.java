package io.clearhop.lab.testorigin;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response: what is sent, and whether the connection is kept after it. Made by rules alone.
 *
 * @param content none for HEAD, 204 and 304
 * @param keeps whether the connection waits for another request
 */
record Reply(HttpResponse head, ReplyContent content, boolean keeps) {
    /** An IMF-fixdate (RFC 9110 section 5.6.7). */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String PRODUCT = "clearhop-origin";
    private static final Pattern IMAGE = Pattern.compile("/image-(\\d{1,6})\\.svg");
    private static final HttpVersion HTTP_1_0 = HttpVersion.HTTP_1_0;

    /**
     * Decides.
     *
     * @param echo the request, for {@code /echo}
     */
    static Reply to(Asked asked, String echo) {
        Manners manners = asked.manners();
        boolean wrong = !asked.mistake().isEmpty();
        ReplyContent content = wrong ? ReplyContent.text(asked.mistake() + "\n") : content(asked, echo);
        boolean keeps = keeps(asked);
        HttpVersion version = manners.persisting() == Persisting.HTTP10 ? HTTP_1_0 : HttpVersion.HTTP_1_1;
        HttpResponse head =
                new DefaultHttpResponse(version, HttpResponseStatus.valueOf(wrong ? 400 : manners.status()));
        HttpHeaders fields = head.headers();
        fields.set("Date", DATE.format(Instant.now()));
        fields.set("Server", PRODUCT);
        // So that who asks through a proxy sees which connections it uses.
        fields.set("Request-Of-Connection", asked.nth());
        boolean contentless = isContentless(head.status());
        // Chunks are for those who know HTTP/1.1 (RFC 9112 section 6.1); others see the end in the close.
        boolean chunked = manners.chunked() && !contentless && asked.http11() && !version.equals(HTTP_1_0);
        boolean untilClose = manners.chunked() && !contentless && !chunked;
        if (!contentless) {
            fields.set("Content-Type", content.type());
        }
        if (chunked) {
            fields.set("Transfer-Encoding", HttpHeaderValues.CHUNKED);
        } else if (!contentless && !untilClose) {
            fields.set("Content-Length", Math.max(0, (long) content.length() + manners.lengthError()));
        }
        boolean kept = keeps && !untilClose;
        persistence(fields, asked, kept);
        return new Reply(head, contentless || asked.isHead() ? new ReplyContent("", new byte[0], 0) : content, kept);
    }

    private static boolean isContentless(HttpResponseStatus status) {
        return status.code() == 204 || status.code() == 304;
    }

    private static ReplyContent content(Asked asked, String echo) {
        Manners manners = asked.manners();
        if (asked.path().equals("/echo")) {
            return ReplyContent.text(echo);
        }
        if (asked.path().equals("/") && manners.page() > 0) {
            return ReplyContent.page(manners.page());
        }
        Matcher image = IMAGE.matcher(asked.path());
        return image.matches()
                ? ReplyContent.image(Integer.parseInt(image.group(1)), manners.size())
                : ReplyContent.text("Hello from the origin.\n", manners.size());
    }

    /** RFC 9112 section 9.3, and appendix C.2.2 for HTTP/1.0. */
    private static boolean keeps(Asked asked) {
        Manners manners = asked.manners();
        boolean last = manners.closeAfter() > 0 && asked.nth() >= manners.closeAfter();
        if (last || manners.ending() == Ending.CLOSE || asked.saysClose()) {
            return false;
        }
        return switch (manners.persisting()) {
            case ON -> asked.http11() || asked.saysKeepAlive();
            case HTTP10 -> asked.saysKeepAlive();
            case OFF -> false;
        };
    }

    private static void persistence(HttpHeaders fields, Asked asked, boolean keeps) {
        Manners manners = asked.manners();
        boolean old = manners.persisting() == Persisting.HTTP10;
        if (!keeps && !old) {
            fields.set("Connection", HttpHeaderValues.CLOSE);
        } else if (keeps && (old || !asked.http11())) {
            fields.set("Connection", HttpHeaderValues.KEEP_ALIVE);
            fields.set("Keep-Alive", hint(manners, asked.nth()));
        }
    }

    /** Whole seconds: what is less is told as 0, which says that it is hardly worth it. */
    private static String hint(Manners manners, int nth) {
        String timeout = "timeout=" + manners.idle().toSeconds();
        return manners.closeAfter() > 0 ? timeout + ", max=" + (manners.closeAfter() - nth) : timeout;
    }
}
