package io.clearhop.log;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Writes {@code address[:port]}, or a dash; the text of an address is kept for the next time. The observer's thread. */
final class LogAddress {
    private static final int PLACES = 1024;

    /** Each address has one place, which it takes from another. */
    private final @Nullable Text[] texts = new Text[PLACES];

    void append(@Nullable SocketAddress address, boolean withPort, LineBuffer line) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            line.ascii('-');
            return;
        }
        Text text = text(inet.getAddress());
        if (withPort) {
            line.ascii(text.beforePort).number(inet.getPort());
        } else {
            line.ascii(text.alone);
        }
    }

    private Text text(InetAddress address) {
        int hash = address.hashCode();
        int place = (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
        Text known = texts[place];
        if (known == null || !known.address.equals(address)) {
            known = new Text(address);
            texts[place] = known;
        }
        return known;
    }

    private static final class Text {
        final InetAddress address;
        final String alone;
        final String beforePort;

        Text(InetAddress address) {
            this.address = address;
            alone = NetUtil.toAddressString(address);
            beforePort = alone.indexOf(':') < 0 ? alone + ':' : '[' + alone + "]:";
        }
    }
}
