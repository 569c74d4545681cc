package io.clearhop.log;

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

    void append(@Nullable SocketAddress address, boolean withPort, LineBuffer line) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            line.ascii('-');
            return;
        }
        String host = text(inet.getAddress());
        if (!withPort) {
            line.ascii(host);
        } else if (host.indexOf(':') >= 0) {
            line.ascii('[').ascii(host).ascii("]:").number(inet.getPort());
        } else {
            line.ascii(host).ascii(':').number(inet.getPort());
        }
    }

    private String text(InetAddress address) {
        if (texts.size() >= KEPT) {
            texts.clear();
        }
        return texts.computeIfAbsent(address, NetUtil::toAddressString);
    }
}
