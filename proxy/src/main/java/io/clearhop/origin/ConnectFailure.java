package io.clearhop.origin;

import io.clearhop.exchange.ProxyError;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import java.net.NoRouteToHostException;
import org.jspecify.annotations.Nullable;

/** Tells from an exception why a connection could not be made. */
final class ConnectFailure {
    private ConnectFailure() {}

    static ProxyError ofResolving(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof DnsNameResolverTimeoutException) {
                return ProxyError.NAME_TIMEOUT;
            }
        }
        return ProxyError.NAME_NOT_FOUND;
    }

    static ProxyError ofConnecting(Throwable failure) {
        String message = text(failure.getMessage());
        if (message.contains("refused")) {
            return ProxyError.CONNECT_REFUSED;
        }
        if (failure instanceof NoRouteToHostException || message.contains("unreachable")) {
            return ProxyError.CONNECT_UNROUTABLE;
        }
        return message.contains("timed out") ? ProxyError.CONNECT_TIMEOUT : ProxyError.CONNECT_FAILED;
    }

    /** What happened, in words a person knows. */
    static String inWords(ProxyError error, Throwable failure) {
        return switch (error) {
            case CONNECT_REFUSED -> "Connection refused.";
            case CONNECT_UNROUTABLE -> "No route to host.";
            case CONNECT_TIMEOUT -> "Timed out.";
            default -> text(failure.getMessage());
        };
    }

    static String text(@Nullable String message) {
        return message == null ? "" : message;
    }
}
