package io.clearhop.lab.testorigin;

import io.clearhop.config.BadValue;
import io.clearhop.config.Quote;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/**
 * What of a request's head the answer depends on.
 *
 * @param path decoded
 * @param nth of its connection, from 1
 * @param manners the origin's, with what the query changes
 * @param mistake what is wrong with the query, or empty
 */
record Asked(
        HttpMethod method,
        String path,
        boolean http11,
        boolean saysClose,
        boolean saysKeepAlive,
        int nth,
        Manners manners,
        String mistake) {

    static Asked of(HttpRequest request, int nth, Manners manners) {
        HttpVersion version = request.protocolVersion();
        Manners wished = manners;
        String path = request.uri();
        String mistake = "";
        try {
            QueryStringDecoder target = new QueryStringDecoder(pathOf(request.uri()));
            path = target.path();
            wished = wished(manners, target.parameters());
        } catch (Mistake wrong) {
            mistake = String.valueOf(wrong.getMessage());
        } catch (IllegalArgumentException malformed) {
            mistake = Quote.of(request.uri()) + " is no valid target";
        }
        return new Asked(
                request.method(),
                path,
                version.isKeepAliveDefault(),
                request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true),
                HttpUtil.isKeepAlive(request)
                        && request.headers()
                                .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE, true),
                nth,
                wished,
                mistake);
    }

    /** A URL, as to a proxy, is taken as well (RFC 9112 section 3.2.2). */
    private static String pathOf(String target) {
        if (!target.regionMatches(true, 0, "http://", 0, 7)) {
            return target;
        }
        int slash = target.indexOf('/', 7);
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static Manners wished(Manners manners, Map<String, List<String>> query) throws Mistake {
        Manners wished = manners;
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            String name = parameter.getKey();
            Trait<?> trait = Trait.ofQuery(name).orElse(null);
            if (trait == null) {
                // Anything else may be there to tell requests apart.
                continue;
            }
            String value = parameter.getValue().get(0);
            try {
                // A plus sign in a query is a space.
                wished = trait.chosen(wished, value.isEmpty() ? trait.valueless() : value.replace(' ', '+'));
            } catch (BadValue bad) {
                throw new Mistake(name + " " + Quote.of(value) + " " + bad.sentence());
            }
        }
        return wished;
    }

    boolean isHead() {
        return method.equals(HttpMethod.HEAD);
    }

    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;

        Mistake(String sentence) {
            super(sentence);
        }
    }
}
