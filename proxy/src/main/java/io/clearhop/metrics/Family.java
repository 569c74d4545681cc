package io.clearhop.metrics;

import static io.clearhop.metrics.Kind.COUNTER;
import static io.clearhop.metrics.Kind.GAUGE;
import static io.clearhop.metrics.Kind.HISTOGRAM;

import java.util.ArrayList;
import java.util.List;

/** All metrics of the proxy: one row a name, for the text and for docs/metrics.md. */
public enum Family {
    CONNECTIONS(GAUGE, "clearhop_connections", "Connections that are open or being made", Dimension.SIDE_AND_STATE),
    CLIENTS(COUNTER, "clearhop_client_connections_total", "Connections that clients have made", Dimension.MODE),
    CONNECTS(
            COUNTER,
            "clearhop_origin_connects_total",
            "Connections to origins that were begun, by why no other was taken",
            Dimension.CHOICE),
    CONNECTS_FAILED(
            COUNTER, "clearhop_origin_connects_failed_total", "Those that failed, or that nobody needed any more"),
    CONNECT_SECONDS(
            HISTOGRAM,
            "clearhop_origin_connect_duration_seconds",
            "How long it took until they were made, resolution included"),
    CLOSED(
            COUNTER,
            "clearhop_connections_closed_total",
            "Connections that were closed, and why",
            Dimension.SIDE,
            Dimension.CLOSE),
    CONNECTION_EXCHANGES(
            HISTOGRAM,
            "clearhop_connection_exchanges",
            "How many exchanges closed connections had carried",
            Dimension.SIDE),
    EXCHANGES(
            COUNTER,
            "clearhop_exchanges_total",
            "Exchanges that are over, by the class of the status that the client got, and how they ended",
            Dimension.MODE,
            Dimension.STATUS,
            Dimension.OUTCOME),
    EXCHANGE_SECONDS(
            HISTOGRAM,
            "clearhop_exchange_duration_seconds",
            "From the request head's arrival until all was over",
            Dimension.OUTCOME),
    FIRST_BYTE_SECONDS(
            HISTOGRAM,
            "clearhop_exchange_first_byte_seconds",
            "From the request head's arrival until the response began, by what carried the request",
            Dimension.CONNECTION),
    FORWARDED(
            COUNTER,
            "clearhop_exchanges_forwarded_total",
            "Exchanges whose request went out, at last on a new connection or on one that was used before",
            Dimension.CONNECTION),
    POOL_WAIT_SECONDS(
            HISTOGRAM,
            "clearhop_pool_wait_seconds",
            "How long exchanges waited because all connections to their origin were in use"),
    RETRIES(COUNTER, "clearhop_retries_total", "Requests that were sent once more", Dimension.CAUSE),
    RETRIES_REFUSED(
            COUNTER,
            "clearhop_retries_refused_total",
            "Requests that failed and were not sent once more",
            Dimension.CAUSE,
            Dimension.REFUSAL),
    FIELDS(
            COUNTER,
            "clearhop_fields_total",
            "Field lines of exchanges that are recorded step by step (see --record-rate), and what was done with them",
            Dimension.MESSAGE,
            Dimension.RULE),
    CONTENT_BYTES(
            COUNTER,
            "clearhop_content_bytes_total",
            "Bytes of content that passed over each hop; of tunnels and of the blind relay all bytes",
            Dimension.HOP,
            Dimension.DIRECTION),
    HUNG(
            GAUGE,
            "clearhop_exchanges_hung",
            "Exchanges that have stood still for more than a second, while there is a recorder (see --record)"),
    HANGS(COUNTER, "clearhop_exchange_hangs_total", "How often an exchange came to stand still for so long"),
    UNWATCHED(
            COUNTER,
            "clearhop_exchanges_unwatched_total",
            "Exchanges of which only the end was recorded, because there were too many"),
    DROPPED(
            COUNTER,
            "clearhop_events_dropped_total",
            "Events that observers were too slow for; all that is counted here lacks them"),
    CPU_SECONDS(COUNTER, "process_cpu_seconds_total", "CPU time of the process, user and system"),
    OPEN_FDS(GAUGE, "process_open_fds", "File descriptors in use"),
    MAX_FDS(GAUGE, "process_max_fds", "File descriptors that there may be"),
    START_SECONDS(GAUGE, "process_start_time_seconds", "When the process started, in seconds since 1970"),
    HEAP_BYTES(GAUGE, "process_heap_used_bytes", "Heap of the Java virtual machine in use");

    private final Kind kind;
    private final String metric;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that is.
    private final List<Dimension> dimensions;

    Family(Kind kind, String metric, String help, Dimension... dimensions) {
        this.kind = kind;
        this.metric = metric;
        this.help = help;
        this.dimensions = List.of(dimensions);
    }

    /** Its kind. */
    public Kind kind() {
        return kind;
    }

    /** Its name, of a histogram without the ending of its parts. */
    public String metric() {
        return metric;
    }

    /** What it counts. */
    public String help() {
        return help;
    }

    /** By what it is divided. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** How many different combinations of labels there are. */
    int series() {
        return dimensions.stream().mapToInt(Dimension::size).reduce(1, (a, b) -> a * b);
    }

    /** All its label names. */
    public List<String> labelNames() {
        return dimensions.stream().flatMap(by -> by.names().stream()).toList();
    }

    /** The label values of one combination: the last dimension counts up first. */
    List<String> labelValues(int series) {
        int size = series();
        int rest = series;
        List<String> values = new ArrayList<>();
        for (Dimension by : dimensions) {
            size /= by.size();
            values.addAll(by.values(rest / size));
            rest %= size;
        }
        return values;
    }
}
