package io.clearhop.config;

import java.util.List;

/** Whether the console is for those alone who may see what clients do. */
final class ConsoleCheck {
    private final ProxyConfig config;
    private final List<Problem> problems;

    ConsoleCheck(ProxyConfig config, List<Problem> problems) {
        this.config = config;
        this.problems = problems;
    }

    /** Adds what is wrong with the value that says where the console is, of which there may be none. */
    void check(List<Given> console) {
        HostPort address = config.console().address();
        if (address == null) {
            return;
        }
        for (Given given : console) {
            if (config.console().token() == null && !IpLiteral.isLoopback(address.host())) {
                problems.add(Problem.of(
                        given,
                        "can be reached from other machines, and shows what everybody does; add "
                                + given.place()
                                        .line(
                                                ConsoleRows.TOKEN_FILE,
                                                ConsoleRows.TOKEN_FILE.type().example())));
            }
            taken(given, address);
        }
    }

    private void taken(Given given, HostPort address) {
        boolean isListener = config.listeners().stream()
                .anyMatch(listener ->
                        listener.port() != 0 && new HostPort(listener.host(), listener.port()).equals(address));
        if (isListener) {
            problems.add(Problem.of(given, "is where the proxy listens; give it a port of its own"));
        }
    }
}
