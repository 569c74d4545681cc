package io.clearhop.config;

/**
 * {@code HOST:PORT}, an IPv6 address in brackets.
 *
 * @param lowestPort 1, or 0 where the system may choose a port
 * @param example shown in errors
 */
record HostPortType(int lowestPort, String example) implements ValueType<HostPort> {
    private static final int HIGHEST_PORT = 65535;

    @Override
    public String placeholder() {
        return "HOST:PORT";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public HostPort parse(String text) throws BadValue {
        if (text.contains("://")) {
            throw new BadValue("is a URL; give HOST:PORT without scheme and path, such as " + example);
        }
        int colon = text.lastIndexOf(':');
        boolean noPort = colon < 0 || text.endsWith("]");
        if (noPort && !text.matches("\\d+")) {
            throw new BadValue("names no port; give HOST:PORT, such as " + example);
        }
        String host = noPort ? "" : text.substring(0, colon);
        return new HostPort(host(host), port(text.substring(colon + 1)));
    }

    private String host(String host) throws BadValue {
        if (host.isEmpty()) {
            throw new BadValue("names no host; give HOST:PORT, such as " + example + everywhere());
        }
        if (host.equals("*")) {
            throw new BadValue("names no address; give HOST:PORT, such as " + example + everywhere());
        }
        if (host.startsWith("[") && host.endsWith("]") && IpLiteral.isIpv6(host.substring(1, host.length() - 1))) {
            return host.substring(1, host.length() - 1);
        }
        if (host.indexOf(':') >= 0) {
            throw new BadValue("is ambiguous; give an IPv6 address in brackets, such as [::1]:8080");
        }
        boolean meantAsIpv4 = host.matches("[0-9.]+");
        if (!host.matches("[A-Za-z0-9._-]{1,253}")
                || (meantAsIpv4 && IpLiteral.parse(host, host).isEmpty())) {
            throw new BadValue("names no valid host; give a host name or an IP address, such as " + example);
        }
        return host;
    }

    private String everywhere() {
        return lowestPort == 0 ? " for this machine only, or 0.0.0.0:8080 for every network it is in" : "";
    }

    private int port(String text) throws BadValue {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (port < lowestPort || port > HIGHEST_PORT) {
            String chosen = lowestPort == 0 ? " (0: the system chooses)" : "";
            throw new BadValue("names no valid port; give " + lowestPort + " to " + HIGHEST_PORT + chosen);
        }
        return port;
    }
}
