package io.clearhop.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.clearhop.lab.Messages;
import java.util.Random;

/** An exchange with a fault or none, all of it decided by its seed, so that both ends know what the other will do. */
final class RandomPlan {
    /** What the origin does. */
    enum OriginFault {
        NONE,
        CLOSES_WITHIN,
        RESETS_WITHIN,
        CLOSES_BEFORE,
        RESETS_BEFORE,
        PROMISES_MORE,
        SENDS_MORE,
        SENDS_GARBAGE
    }

    /** What the client does. */
    enum ClientFault {
        NONE,
        CLOSES_WITHIN,
        RESETS_WITHIN,
        LEAVES_WITHIN_THE_RESPONSE,
        HALF_CLOSES
    }

    /** How content is framed. */
    private enum Framing {
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    final long seed;
    final OriginFault originFault;
    final ClientFault clientFault;
    final String requestContent;
    final String responseContent;
    /** Where within the message the fault strikes, between 0 and 1. */
    final double where;

    private final Framing requestFraming;
    private final Framing responseFraming;
    private final String method;

    RandomPlan(long seed) {
        this.seed = seed;
        // Small seeds of Random begin alike.
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        originFault = random.nextInt(2) == 0 ? OriginFault.NONE : oneOf(random, OriginFault.values());
        clientFault = random.nextInt(3) > 0 ? ClientFault.NONE : oneOf(random, ClientFault.values());
        method = oneOf(random, "GET", "POST", "PUT");
        requestContent = method.equals("GET") ? "" : content(random);
        responseContent = content(random);
        requestFraming = oneOf(random, Framing.LENGTH, Framing.CHUNKED);
        responseFraming = oneOf(random, Framing.values());
        where = random.nextDouble();
    }

    @SafeVarargs
    private static <T> T oneOf(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String content(Random random) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(4) == 0 ? 300_000 : 2_000)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** The request as the client sends it to a proxy. */
    String request(String authority) {
        return message(
                method + " http://" + authority + "/" + seed + " HTTP/1.1\r\nHost: " + authority + "\r\n",
                requestContent,
                requestFraming);
    }

    /** The response as the origin would send it without a fault, or with a lie about its length. */
    String response() {
        String whole =
                message("HTTP/1.1 200 OK\r\nDate: x\r\nX-Seed: " + seed + "\r\n", responseContent, responseFraming);
        return switch (originFault) {
            case PROMISES_MORE ->
                message(
                        "HTTP/1.1 200 OK\r\nX-Seed: " + seed + "\r\nContent-Length: " + (responseContent.length() + 7)
                                + "\r\n",
                        responseContent,
                        Framing.UNTIL_CLOSE);
            case SENDS_MORE -> whole + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad";
            case SENDS_GARBAGE -> "HTTP/1.1 200 OK\r\nX-Seed: " + seed + "\nContent-Length: 3\r\n\r\nbad";
            default -> whole;
        };
    }

    /** Whether only the origin's close ends the response. */
    boolean endsAtClose() {
        return responseFraming == Framing.UNTIL_CLOSE;
    }

    /** Whether nobody does anything that keeps the response from arriving. */
    boolean isFaultless() {
        boolean origin = originFault == OriginFault.NONE || originFault == OriginFault.SENDS_MORE && !endsAtClose();
        return origin && (clientFault == ClientFault.NONE || clientFault == ClientFault.HALF_CLOSES);
    }

    /** Whether the client does not send the whole request. */
    boolean isRequestCut() {
        return clientFault == ClientFault.CLOSES_WITHIN || clientFault == ClientFault.RESETS_WITHIN;
    }

    /** A part of a message, never all of it. */
    String part(String message) {
        return message.substring(0, (int) (where * message.length()));
    }

    private static String message(String head, String content, Framing framing) {
        return switch (framing) {
            case LENGTH -> head + "Content-Length: " + content.length() + "\r\n\r\n" + content;
            case CHUNKED -> head + "Transfer-Encoding: chunked\r\n\r\n" + chunks(content) + Messages.LAST_CHUNK;
            case UNTIL_CLOSE -> head + "\r\n" + content;
        };
    }

    private static String chunks(String content) {
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < content.length(); from += 5_000) {
            chunks.append(Messages.chunk(content.substring(from, Math.min(content.length(), from + 5_000))));
        }
        return chunks.toString();
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + method + ", origin " + originFault + ", client " + clientFault + ", response "
                + responseFraming + " of " + responseContent.length() + " bytes, faults at " + where;
    }
}
