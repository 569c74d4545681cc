package io.clearhop.forward;

import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.clearhop.http.MaxForwards;
import io.clearhop.http.Method;
import io.clearhop.http.RequestTarget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each line of a head on its way from one hop to the other (RFC 9110 section 7.6.1): pure rules, {@link
 * HopAwareForwarder} writes what they say.
 *
 * @param nextIsProxy whether requests go to a parent proxy, with the fields for proxies
 * @param consumesCredentials whether this proxy asks its clients for credentials, which go no further then
 * @param authenticates whether this proxy has credentials of its own for its parent
 */
record HopRules(boolean nextIsProxy, boolean consumesCredentials, boolean authenticates) {

    /** The rule for a line of a request. */
    FieldRule ofRequest(Head head, int line, RequestTarget target, ConnectionOptions options) {
        Field row = head.row(line);
        FieldRule usual = of(row, options.isNominated(line));
        if (row == null) {
            return usual;
        }
        return switch (row) {
            case HOST -> isHostOfTarget(head, line, target) ? usual : FieldRule.HOST_OF_TARGET;
            case CONTENT_LENGTH -> LengthLine.rule(head, line, usual);
            case EXPECT -> head.isHttp10() ? FieldRule.EXPECT_OF_HTTP10 : usual;
            case AUTHORIZATION, COOKIE -> head.method() == Method.TRACE ? FieldRule.TRACE_SENSITIVE : usual;
            case PROXY_AUTHORIZATION ->
                head.method() == Method.TRACE && usual == FieldRule.CREDENTIALS_REPLACED
                        ? FieldRule.TRACE_SENSITIVE
                        : usual;
            case MAX_FORWARDS -> MaxForwards.of(head) > 0 ? FieldRule.MAX_FORWARDS_COUNTED : usual;
            default -> usual;
        };
    }

    /**
     * The rule for a line of a response.
     *
     * @param keepLength whether a received Content-Length may pass
     */
    FieldRule ofResponse(Head head, int line, ConnectionOptions options, boolean keepLength) {
        Field row = head.row(line);
        FieldRule usual = of(row, options.isNominated(line));
        if (row != Field.CONTENT_LENGTH) {
            return usual;
        }
        if (keepLength) {
            return LengthLine.rule(head, line, usual);
        }
        return head.has(Field.TRANSFER_ENCODING) ? FieldRule.LENGTH_OF_CHUNKED : FieldRule.LENGTH_WITHOUT_CONTENT;
    }

    private FieldRule of(@Nullable Field row, boolean nominated) {
        if (row == null) {
            return nominated ? FieldRule.NOMINATED : FieldRule.END_TO_END;
        }
        return switch (row.passage()) {
            case END_TO_END -> nominated ? FieldRule.NOMINATED : FieldRule.END_TO_END;
            case PROTECTED -> nominated ? FieldRule.PROTECTED : FieldRule.END_TO_END;
            case HOP_BY_HOP -> row == Field.PROXY_CONNECTION ? FieldRule.PROXY_CONNECTION : FieldRule.HOP_BY_HOP;
            case NEXT_PROXY -> forProxies(row, nominated);
        };
    }

    private FieldRule forProxies(Field row, boolean nominated) {
        if (!nextIsProxy) {
            return FieldRule.NEXT_PROXY_ONLY;
        }
        if (row == Field.PROXY_AUTHORIZATION && consumesCredentials) {
            return FieldRule.CREDENTIALS_CONSUMED;
        }
        if (row == Field.PROXY_AUTHORIZATION && authenticates) {
            return FieldRule.CREDENTIALS_REPLACED;
        }
        return nominated ? FieldRule.NOMINATED : FieldRule.NEXT_PROXY_ALLOWED;
    }

    /** What the target says replaces what Host says (RFC 9112 section 3.2.2); where both agree the line passes. */
    private static boolean isHostOfTarget(Head head, int line, RequestTarget target) {
        byte[] in = head.bytes();
        return Arrays.equals(
                in, head.valueStart(line), head.valueEnd(line), in, target.authorityStart(), target.authorityEnd());
    }
}
