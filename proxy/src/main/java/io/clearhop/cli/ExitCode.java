package io.clearhop.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the program ends, for scripts to tell. */
public enum ExitCode {
    OK(0, "done; the proxy was told to stop and did"),
    FAILURE(1, "unexpected error, or a second signal cut the stop short"),
    USAGE(2, "the command line is wrong"),
    CANNOT_LISTEN(3, "the address to listen on is taken or not to be had"),
    BAD_CONFIGURATION(4, "the configuration file or an environment variable is wrong"),
    NO_CONSOLE(5, "watch: no console answers, or it refuses"),
    NOT_OBSERVED(6, "lab: a phenomenon was not observed"),
    NOT_HERE(7, "lab: this machine cannot show it"),
    HANGS(8, "client: nothing came in time"),
    NO_ANSWER(9, "client: no connection, or no whole answer"),
    NOT_READY(10, "ready: the proxy does not answer, or is stopping");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** What the process ends with. */
    public int code() {
        return code;
    }

    /** All codes with their meanings, for help. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (ExitCode each : values()) {
            table.put(Integer.toString(each.code), each.meaning);
        }
        return table;
    }
}
