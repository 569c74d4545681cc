package io.clearhop.pac;

import io.clearhop.access.DestinationPattern;
import io.clearhop.config.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A proxy auto-config file. It is written for the oldest JavaScript that reads such files, and in ASCII, since some take
 * it for UTF-8 and some do not.
 *
 * @param proxies in the order in which they are tried: the next one when the one before cannot be connected to
 * @param orDirect whether the browser goes to the origin itself when there is none of them
 * @param direct what is asked for without a proxy
 * @param only what goes through the proxies, all else does not; empty for everything
 * @param lookUp whether names are looked up where there is a block of addresses; else it is for literal addresses
 */
public record PacFile(
        List<HostPort> proxies,
        boolean orDirect,
        List<DestinationPattern> direct,
        List<DestinationPattern> only,
        boolean lookUp) {
    /** How browsers know what it is. */
    public static final String MEDIA_TYPE = "application/x-ns-proxy-autoconfig";

    private static final String HELPERS = "match.js";
    private static final String DIRECT = "DIRECT";

    /** What can stand in a list of proxies and mean nothing else there. */
    private static final String HOST = "[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+";

    public PacFile {
        proxies = List.copyOf(proxies);
        direct = List.copyOf(direct);
        only = List.copyOf(only);
        if (proxies.isEmpty()) {
            throw new IllegalArgumentException("a PAC file without a proxy has nothing to say");
        }
        for (HostPort proxy : proxies) {
            if (!proxy.host().matches(HOST)) {
                throw new IllegalArgumentException("no host of a proxy: " + proxy.host());
            }
        }
    }

    /** Everything through these. */
    public static PacFile of(List<HostPort> proxies) {
        return new PacFile(proxies, false, List.of(), List.of(), false);
    }

    /** The file. */
    public String text() {
        StringBuilder text = new StringBuilder("// Proxy auto-config, made by Clearhop.\n\n");
        text.append("var PROXIES = ").append(JavaScript.string(list())).append(";\n");
        declare(text, "DIRECT", direct);
        declare(text, "ONLY", only);
        text.append("\nfunction FindProxyForURL(url, host) {\n");
        if (!direct.isEmpty()) {
            text.append("  if (isNamed(host, DIRECT)) return \"DIRECT\";\n");
        }
        if (!only.isEmpty()) {
            text.append("  if (!isNamed(host, ONLY)) return \"DIRECT\";\n");
        }
        text.append("  return PROXIES;\n}\n");
        if (!direct.isEmpty() || !only.isEmpty()) {
            text.append("\nvar LOOK_UP = ").append(lookUp).append(";\n\n").append(helpers());
        }
        return text.toString();
    }

    private String list() {
        String list = proxies.stream().map(proxy -> "PROXY " + proxy).collect(Collectors.joining("; "));
        return orDirect ? list + "; " + DIRECT : list;
    }

    private static void declare(StringBuilder text, String name, Collection<DestinationPattern> patterns) {
        if (!patterns.isEmpty()) {
            text.append("var ").append(name).append(" = [");
            text.append(patterns.stream()
                    .map(pattern -> JavaScript.string(pattern.toString()))
                    .collect(Collectors.joining(", ")));
            text.append("];\n");
        }
    }

    private static String helpers() {
        try (InputStream in = PacFile.class.getResourceAsStream(HELPERS)) {
            if (in == null) {
                throw new IOException(HELPERS + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
