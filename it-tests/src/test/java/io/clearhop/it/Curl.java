package io.clearhop.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The command-line client. Its environment names no proxy but the one that a test gives. */
final class Curl {
    /** What is printed of each transfer: version and status of the response, new connections, seconds. */
    static final String REPORT = "%{http_version} %{http_code} %{num_connects} %{time_total}\\n";

    private Curl() {}

    /** Runs it to its end. */
    static Ran run(String... arguments) throws IOException, InterruptedException {
        return Ran.of(builder(arguments));
    }

    /** Runs it through a proxy, and returns a line for each URL; what is received is thrown away. */
    static List<Transfer> transfers(Clearhop proxy, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-x", proxy.url(), "-w", REPORT));
        for (String argument : arguments) {
            if (argument.startsWith("http:")) {
                all.addAll(List.of("-o", "/dev/null"));
            }
            all.add(argument);
        }
        Ran ran = run(all.toArray(String[]::new));
        if (ran.code() != 0) {
            throw new AssertionError("curl ended with " + ran.code() + ": " + ran.errors() + "\n" + ran.text());
        }
        return ran.out().stream().map(Transfer::parse).toList();
    }

    static ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Tools.find("curl"), "-q", "-sS", "--max-time", "60"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.toLowerCase().endsWith("_proxy"));
        return builder;
    }

    /**
     * What curl says of one transfer.
     *
     * @param version of the response, as curl prints it
     * @param status of the response
     * @param connects how many connections were made for it
     * @param seconds from begin to end
     */
    record Transfer(String version, int status, int connects, double seconds) {
        static Transfer parse(String line) {
            String[] words = line.split(" ");
            return new Transfer(
                    words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]), Double.parseDouble(words[3]));
        }
    }
}
