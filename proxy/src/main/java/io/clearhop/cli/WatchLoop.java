package io.clearhop.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the console's stream, and comes back where it broke off. */
final class WatchLoop {
    private static final int CONNECT_MILLIS = 5000;
    /** The console sends something every 15 seconds. */
    private static final int SILENCE_MILLIS = 45_000;

    /** What the page alone shows: a play of the lab. */
    private static final String LAB = "lab";

    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 8000;

    private final WatchCommand.ConsoleUrl url;
    private final WatchOutput output;
    private final Terminal terminal;
    private String lastId = "";
    private boolean heard;
    private long pause = FIRST_PAUSE_MILLIS;

    WatchLoop(WatchCommand.ConsoleUrl url, WatchOutput output, Terminal terminal) {
        this.url = url;
        this.output = output;
        this.terminal = terminal;
    }

    /** Returns when there is nothing to be heard: no console at the beginning, or one that refuses. */
    ExitCode run() {
        while (!Thread.currentThread().isInterrupted()) {
            String why = "the stream ended";
            try {
                String refusal = listen();
                if (refusal != null) {
                    return terminal.fail(ExitCode.NO_CONSOLE, refusal);
                }
            } catch (IOException lost) {
                why = String.valueOf(lost.getMessage());
            }
            if (!heard) {
                return terminal.fail(
                        ExitCode.NO_CONSOLE,
                        "no console answers at " + url.base() + " (" + why
                                + "); is the proxy running there, with a console?");
            }
            terminal.err().println("clearhop: lost the console (" + why + "); trying again");
            rest();
        }
        return ExitCode.OK;
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }

    /** Returns why the console refuses, or null when the stream has ended. */
    private @Nullable String listen() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.events().toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setRequestProperty("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            connection.setRequestProperty("Last-Event-ID", lastId);
        }
        if (!url.token().isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + url.token());
        }
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return "the console at " + url.base() + " asks for a token; set CLEARHOP_CONSOLE_TOKEN to it";
        }
        if (status != HttpURLConnection.HTTP_OK) {
            return url.base() + " answers " + status + "; that is no console, or one that refuses";
        }
        if (!String.valueOf(connection.getContentType()).startsWith("text/event-stream")) {
            return url.base() + " is no console of Clearhop";
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            read(lines);
        } finally {
            connection.disconnect();
        }
        return null;
    }

    private void read(BufferedReader lines) throws IOException {
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard = true;
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                lastId = line.substring("id: ".length());
            } else if (line.startsWith("data: ") && !event.equals(LAB)) {
                pause = FIRST_PAUSE_MILLIS;
                output.message(line.substring("data: ".length()), event.equals("state"));
            }
        }
    }
}
