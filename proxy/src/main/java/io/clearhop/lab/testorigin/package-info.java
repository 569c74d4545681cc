/**
 * An origin for people to try clients and proxies on: {@code clearhop origin}. {@link
 * io.clearhop.lab.testorigin.Manners} say how it treats requests, a request's query may change them for itself, and
 * what it sends is decided by {@link io.clearhop.lab.testorigin.Reply}, which knows no socket.
 *
 * <p>Threads: an event loop for each two cores; everything of a connection lives on one. May import {@code config} for
 * the values of its options, and of the project nothing else.
 */
@NullMarked
package io.clearhop.lab.testorigin;

import org.jspecify.annotations.NullMarked;
