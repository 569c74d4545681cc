package io.clearhop.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where the program starts. */
public final class Main {
    /** Netty follows every 128th buffer to find leaks, which costs 5 % of a request; the tests do that instead. */
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";
    /** Netty would load the whole of the JDK's flight recorder with its first buffer, to offer it events of buffers. */
    private static final String FLIGHT_RECORDER = "io.netty.jfr.enabled";

    private Main() {}

    /** Runs a command and ends the process with its {@link ExitCode}. */
    public static void main(String[] args) {
        unlessGiven(LEAK_DETECTION, "disabled");
        unlessGiven(FLIGHT_RECORDER, "false");
        System.setOut(unicode(System.out));
        System.setErr(unicode(System.err));
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    private static void unlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Where no locale is set, as in containers and for cron, Java writes a question mark for all that ASCII lacks; who
     * reads it there reads UTF-8.
     */
    private static PrintStream unicode(PrintStream stream) {
        Charset locale = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return locale.equals(StandardCharsets.US_ASCII)
                ? new PrintStream(stream, true, StandardCharsets.UTF_8)
                : stream;
    }

    /**
     * Runs a command; returns when it is done, for the proxy itself when it has stopped.
     *
     * @param args the command line
     * @param env environment variables
     * @param out standard output
     * @param err standard error
     * @return one of {@link ExitCode}
     */
    public static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
        return CommandTree.execute(new Terminal(env, out, err), args);
    }
}
