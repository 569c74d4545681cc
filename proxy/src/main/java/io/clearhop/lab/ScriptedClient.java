package io.clearhop.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An HTTP client that sends exactly what it is told to, on one connection, on the caller's thread. */
public final class ScriptedClient implements AutoCloseable {
    private final Wire wire;

    private ScriptedClient(Wire wire) {
        this.wire = wire;
    }

    /**
     * Connects to a proxy or an origin.
     *
     * @throws UncheckedIOException if the connection is refused or not there within {@link Wire#DEFAULT_TIMEOUT}
     */
    public static ScriptedClient connect(InetSocketAddress address) {
        return connect(address, WireListener.NONE);
    }

    /**
     * Connects, and tells a listener what happens on the connection.
     *
     * @throws UncheckedIOException as {@link #connect(InetSocketAddress)} does
     */
    public static ScriptedClient connect(InetSocketAddress address, WireListener listener) {
        return connect(new Socket(), address, listener);
    }

    /**
     * Connects from an address of its own choice; a port is taken even while another connection uses it.
     *
     * @param from address and port of this side; the system chooses for 0
     * @throws UncheckedIOException as {@link #connect(InetSocketAddress)} does, and if the system does not let it
     */
    public static ScriptedClient connect(InetSocketAddress from, InetSocketAddress to, WireListener listener) {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(from);
        } catch (IOException e) {
            throw failure(socket, "cannot use " + from, e);
        }
        return connect(socket, to, listener);
    }

    private static ScriptedClient connect(Socket socket, InetSocketAddress to, WireListener listener) {
        try {
            socket.connect(to, (int) Wire.DEFAULT_TIMEOUT.toMillis());
            return new ScriptedClient(new Wire(socket, 0, false, listener));
        } catch (IOException e) {
            throw failure(socket, "cannot connect to " + to, e);
        }
    }

    private static UncheckedIOException failure(Socket socket, String what, IOException cause) {
        try {
            socket.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return new UncheckedIOException(what, cause);
    }

    /** Returns the connection, for everything that is not a plain exchange. */
    public Wire wire() {
        return wire;
    }

    /** Sends a whole request and reads the whole response, with the interim responses before it. */
    public Response exchange(String request) {
        send(request);
        return readResponse(request.split(" ", 2)[0]);
    }

    /** Sends these bytes, given as ISO-8859-1, and does not wait. */
    public void send(String latin1) {
        wire.send(latin1);
    }

    /** Reads the response to a request whose method is neither HEAD nor CONNECT. */
    public Response readResponse() {
        return readResponse("GET");
    }

    /**
     * Reads the response to a request with this method. After a 101, or a 2xx to CONNECT, the response ends with its
     * head, and the {@linkplain #wire() wire} is the tunnel.
     */
    public Response readResponse(String requestMethod) {
        List<Response> interim = new ArrayList<>();
        while (true) {
            String head = wire.readHead();
            Content content = wire.readContent(head, requestMethod);
            Response response = new Response(head, content, List.copyOf(interim));
            // 101 is the last response HTTP/1.1 gives on this connection, not one before the last.
            if (response.statusCode() / 100 != 1 || response.statusCode() == 101) {
                return response;
            }
            interim.add(new Response(head, content, List.of()));
        }
    }

    /** Waits until the peer closes with a FIN; see {@link Wire#awaitEnd()}. */
    public void awaitEnd() {
        wire.awaitEnd();
    }

    /** Fails if anything arrives within this time; see {@link Wire#expectSilence(Duration)}. */
    public void expectSilence(Duration time) {
        wire.expectSilence(time);
    }

    /** Closes the connection. */
    @Override
    public void close() {
        wire.close();
    }
}
