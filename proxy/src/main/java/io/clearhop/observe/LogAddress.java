package io.clearhop.observe;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code address[:port]}, or a dash; the text of an address is made once. The observer's thread. */
final class LogAddress {
    private static final int KEPT = 1024;

    private final Map<InetAddress, String> texts = new HashMap<>();

    void append(@Nullable SocketAddress address, boolean withPort, StringBuilder line) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            line.append('-');
            return;
        }
        String host = text(inet.getAddress());
        boolean bracketed = withPort && host.indexOf(':') >= 0;
        line.append(bracketed ? "[" : "").append(host).append(bracketed ? "]" : "");
        if (withPort) {
            line.append(':').append(inet.getPort());
        }
    }

    private String text(InetAddress address) {
        if (texts.size() >= KEPT) {
            texts.clear();
        }
        return texts.computeIfAbsent(address, NetUtil::toAddressString);
    }
}
