package io.clearhop.lab.testorigin;

/** Whether connections are kept after a response. */
public enum Persisting {
    /** As HTTP/1.1 says: unless somebody says {@code Connection: close}. */
    ON,
    /** As an HTTP/1.0 origin with keep-alive: only if the request says {@code Connection: keep-alive}, and saying so. */
    HTTP10,
    /** Never. */
    OFF
}
