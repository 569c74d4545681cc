/**
 * Exact bytes on raw sockets against the running proxy: what each hop sees. Every {@link ProxyUnderTest} proves at its
 * close that nothing was left open, leaked, dropped or logged as a problem.
 */
package io.clearhop.wire;
