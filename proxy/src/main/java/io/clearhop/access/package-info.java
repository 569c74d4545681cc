/**
 * Who may use the proxy, and to reach what: rules about client addresses, about the addresses and names of destinations,
 * and proxy authentication (RFC 9110 section 11.7, RFC 7617).
 *
 * <p>No channel and no I/O; addresses are never looked up here. The rules are immutable and belong to no thread;
 * {@link io.clearhop.access.ClientAccess} and {@link io.clearhop.access.ProxyAuthentication} remember things and belong
 * to one event loop. May import {@code http}, Netty's addresses and buffers, and the bcrypt library.
 */
@NullMarked
package io.clearhop.access;

import org.jspecify.annotations.NullMarked;
