package io.clearhop.config;

/** What the access log writes for each exchange. */
public enum AccessLogFormat {
    /** Both hops: which connection carried the exchange, new or reused, times, outcome, who closed and why. */
    HOP,
    /** The combined format that other servers write, for tools that read it. */
    COMBINED,
    /** One JSON object a line. */
    JSON,
    /** The native format of Squid's access.log, for tools that read it. */
    SQUID,
    OFF
}
