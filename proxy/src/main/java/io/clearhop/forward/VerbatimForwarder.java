package io.clearhop.forward;

import io.clearhop.http.Head;
import io.clearhop.http.RequestTarget;
import io.netty.buffer.ByteBuf;

/**
 * No rules of a hop at all: the head goes on as it came, {@code Connection}, {@code Keep-Alive} and
 * {@code Proxy-Connection} included. That is the mistake of the book's dumb proxy.
 */
public final class VerbatimForwarder {
    private VerbatimForwarder() {}

    /**
     * Writes a request head for an origin: the target loses scheme and authority, which an HTTP/1.0 origin does not
     * take, and every other byte stays.
     *
     * @param target of the head, in absolute form
     */
    public static void toOrigin(Head head, RequestTarget target, ByteBuf out) {
        byte[] in = head.bytes();
        out.writeBytes(in, 0, head.targetStart());
        int pathLength = target.pathEnd() - target.pathStart();
        if (pathLength == 0 || in[target.pathStart()] != '/') {
            out.writeByte('/');
        }
        out.writeBytes(in, target.pathStart(), pathLength);
        out.writeBytes(in, head.targetEnd(), head.length() - head.targetEnd());
    }

    /** Writes a request head for a parent proxy: every byte stays. */
    public static void toProxy(Head head, ByteBuf out) {
        out.writeBytes(head.bytes(), 0, head.length());
    }
}
