package io.clearhop.config;

import java.net.InetAddress;

/**
 * A host name with an address of its own.
 *
 * @param name in lower case
 */
record NamedAddress(String name, InetAddress address) {}
