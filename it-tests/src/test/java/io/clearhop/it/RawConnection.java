package io.clearhop.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/** A client's connection to a proxy, with no HTTP library in between: cheap, and open to every kind of abuse. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    /** What came: the head as it was, and content without its framing. */
    record Response(String head, byte[] content) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    RawConnection(InetSocketAddress proxy) throws IOException {
        this(new InetSocketAddress(0), proxy);
    }

    /** The same from an address of this machine. */
    RawConnection(InetSocketAddress from, InetSocketAddress proxy) throws IOException {
        socket.bind(from);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        socket.connect(proxy, PATIENCE);
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        out = socket.getOutputStream();
    }

    /** Asks a proxy for a URL on a connection of its own; the response has 200, or it has failed. */
    static boolean succeeds(InetSocketAddress proxy, String url) {
        try (RawConnection connection = new RawConnection(proxy)) {
            connection.send(get(url));
            return connection.response().status() == 200;
        } catch (IOException failed) {
            return false;
        }
    }

    /** A request in absolute form. */
    static String get(String url) {
        String host = url.replaceFirst("http://([^/]*)/.*", "$1");
        return "GET " + url + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Reads a response to any method but HEAD and CONNECT. */
    Response response() throws IOException {
        String head = head();
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding: chunked")) {
            return new Response(head, chunks());
        }
        int at = lower.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return new Response(head, new byte[0]);
        }
        String length = lower.substring(at + 17, lower.indexOf("\r\n", at + 2)).trim();
        return new Response(head, bytes(Integer.parseInt(length)));
    }

    String head() throws IOException {
        StringBuilder head = new StringBuilder(256);
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append((char) next());
        }
        return head.toString();
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("closed after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            if (size == 0) {
                line();
                return content.toByteArray();
            }
            content.write(bytes(size));
            line();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = next(); b != '\n'; b = next()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("closed");
        }
        return b;
    }

    /** Ends the connection with a RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
