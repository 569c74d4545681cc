/**
 * Links that are simulated: a relay on the loopback interface holds what passes it as long as a link with a delay, a
 * bandwidth and a careful sender would. It is a relay between two connections and not a network, so that whoever uses one
 * says <i>simulated</i>.
 *
 * <p>Threads: one accepts, four belong to each connection, all daemons; a connection ends with its peers.
 *
 * <p>May import {@code java.*} and JSpecify only.
 */
@NullMarked
package io.clearhop.lab.link;

import org.jspecify.annotations.NullMarked;
