package io.clearhop.client;

import io.clearhop.access.Attempt;
import io.clearhop.access.Attempt.Verdict;
import io.clearhop.access.ClientAccess;
import io.clearhop.access.ProxyAuthentication;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.exchange.ResponseSource;
import io.clearhop.http.CloseReason;
import io.clearhop.observe.Standing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A source behind a password: it is started when the credentials turn out to be right, and else the answer is 407 (RFC
 * 9110 section 15.5.8). Until then the request's content is not read. Event loop.
 */
final class AuthenticatedSource implements ResponseSource {
    private final ResponseSource source;
    private final Exchange exchange;
    private final ResponseSink sink;
    private final ProxyAuthentication authentication;
    private final Attempt attempt;
    private final ClientAccess access;
    private boolean starting;
    private boolean started;
    private boolean abandoned;

    AuthenticatedSource(
            ResponseSource source,
            Exchange exchange,
            ResponseSink sink,
            ProxyAuthentication authentication,
            Attempt attempt,
            ClientAccess access) {
        this.source = source;
        this.exchange = exchange;
        this.sink = sink;
        this.authentication = authentication;
        this.attempt = attempt;
        this.access = access;
    }

    @Override
    public void start() {
        starting = true;
        authentication.decide(attempt, access.host(), this::decided);
        starting = false;
    }

    private void decided(Verdict verdict) {
        if (abandoned) {
            return;
        }
        switch (verdict) {
            case ACCEPTED -> {
                exchange.authenticated(attempt.user());
                started = true;
                source.start();
                // Who starts a source flushes it later, but has gone on where a password had to be checked.
                if (!starting) {
                    source.flush();
                }
            }
            case MISSING -> sink.failed(ProxyError.UNAUTHENTICATED, "The request has no Proxy-Authorization.");
            case MALFORMED ->
                sink.failed(
                        ProxyError.UNAUTHENTICATED,
                        "Proxy-Authorization is not Basic with a user name and a password in base64 (RFC 7617).");
            case WRONG ->
                sink.failed(
                        ProxyError.UNAUTHENTICATED, "User: " + attempt.user() + ". No such user, or another password.");
            case BUSY -> sink.failed(ProxyError.AUTHENTICATION_BUSY, "User: " + attempt.user() + ".");
        }
    }

    @Override
    public boolean wantsContent() {
        return started && source.wantsContent();
    }

    @Override
    public @Nullable Channel hop() {
        return started ? source.hop() : null;
    }

    @Override
    public void passed() {
        source.passed();
    }

    @Override
    public Standing standing() {
        return started ? source.standing() : Standing.AUTHENTICATING;
    }

    @Override
    public long fromClient() {
        return source.fromClient();
    }

    @Override
    public long toClient() {
        return source.toClient();
    }

    @Override
    public void content(ByteBuf bytes) {
        source.content(bytes);
    }

    @Override
    public void flush() {
        if (started) {
            source.flush();
        }
    }

    @Override
    public void requestEnd() {
        source.requestEnd();
    }

    @Override
    public void resume() {
        if (started) {
            source.resume();
        }
    }

    @Override
    public void abandon(CloseReason why) {
        abandoned = true;
        if (started) {
            source.abandon(why);
        }
    }
}
