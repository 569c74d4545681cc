package io.clearhop.config;

import io.clearhop.access.PasswordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Whether what is said about clients fits together: no open proxy by mistake, and a file of users that can be used. */
final class AccessCheck {
    private final ProxyConfig config;
    private final List<Problem> problems;

    AccessCheck(ProxyConfig config, List<Problem> problems) {
        this.config = config;
        this.problems = problems;
    }

    /**
     * Adds what is wrong.
     *
     * @param listens the values that made the listeners, in their order; none for the proxy's own addresses
     * @param authFile the value that names the file of users, none if it is not asked for
     */
    void check(List<Given> listens, List<Given> authFile) {
        for (int i = 0; i < listens.size(); i++) {
            open(listens.get(i), config.listeners().get(i));
        }
        authFile.forEach(this::users);
    }

    private void open(Given given, Listener listener) {
        boolean ruled = !config.access().clients().isEmpty();
        boolean dumb = listener.mode() == ListenMode.DUMB;
        boolean asks = config.access().authFile() != null && !dumb;
        if (ruled || asks || isForThisMachine(listener)) {
            return;
        }
        String whose = listener.proxyProtocol()
                ? "serves the clients that PROXY headers name"
                : "can be reached from other machines";
        String password = dumb
                ? " (a dumb proxy cannot ask for a password)"
                : " or "
                        + given.place()
                                .line(
                                        AccessRows.AUTH_FILE,
                                        AccessRows.AUTH_FILE.type().example());
        problems.add(Problem.of(
                given,
                whose + ", and nothing says who may use it; add "
                        + given.place()
                                .line(
                                        AccessRows.ALLOW_CLIENT,
                                        AccessRows.ALLOW_CLIENT.type().example())
                        + password));
    }

    private static boolean isForThisMachine(Listener listener) {
        return IpLiteral.isLoopback(listener.host()) && !listener.proxyProtocol();
    }

    private void users(Given given) {
        Path file = config.access().authFile();
        if (file == null) {
            return;
        }
        try {
            for (PasswordFile.Fault fault :
                    PasswordFile.parse(Files.readAllBytes(file)).faults()) {
                Place.FileLine place = new Place.FileLine(file.toString(), fault.line());
                problems.add(new Problem(place, place + fault.sentence()));
            }
        } catch (NoSuchFileException missing) {
            problems.add(Problem.of(given, "does not exist; make it with: htpasswd -cB " + file + " NAME"));
        } catch (IOException unreadable) {
            problems.add(Problem.of(given, "cannot be read; give a file that this user may read"));
        }
    }
}
