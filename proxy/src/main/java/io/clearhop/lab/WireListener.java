package io.clearhop.lab;

/**
 * Told of all that happens at one end of a connection, on the thread on which it happens: the lab's diagrams are made of
 * it. Every method may stay empty.
 */
public interface WireListener {
    /** Does nothing. */
    WireListener NONE = new WireListener() {};

    /** The connection is there; {@code accepted} if the peer made it. */
    default void opened(int localPort, int remotePort, boolean accepted) {}

    /** These bytes are about to be given to the kernel. */
    default void sending(byte[] bytes, int from, int length) {}

    /** These bytes have been received. */
    default void received(byte[] bytes, int from, int length) {}

    /** The peer has ended its direction: {@link Arrival#FIN}, {@link Arrival#RESET} or {@link Arrival#VANISHED}. */
    default void peerEnded(Arrival how) {}

    /** This side ends: its own direction with {@link Arrival#FIN}, or the whole connection with {@link Arrival#RESET}. */
    default void ending(Arrival how) {}

    /** A head was read as such. */
    default void headRead(String head) {}

    /** The content was read that belongs to the head that was read last. */
    default void contentRead(Content content) {}

    /** A listener that tells both. */
    default WireListener and(WireListener other) {
        WireListener first = this;
        return new WireListener() {
            @Override
            public void opened(int localPort, int remotePort, boolean accepted) {
                first.opened(localPort, remotePort, accepted);
                other.opened(localPort, remotePort, accepted);
            }

            @Override
            public void sending(byte[] bytes, int from, int length) {
                first.sending(bytes, from, length);
                other.sending(bytes, from, length);
            }

            @Override
            public void received(byte[] bytes, int from, int length) {
                first.received(bytes, from, length);
                other.received(bytes, from, length);
            }

            @Override
            public void peerEnded(Arrival how) {
                first.peerEnded(how);
                other.peerEnded(how);
            }

            @Override
            public void ending(Arrival how) {
                first.ending(how);
                other.ending(how);
            }

            @Override
            public void headRead(String head) {
                first.headRead(head);
                other.headRead(head);
            }

            @Override
            public void contentRead(Content content) {
                first.contentRead(content);
                other.contentRead(content);
            }
        };
    }
}
