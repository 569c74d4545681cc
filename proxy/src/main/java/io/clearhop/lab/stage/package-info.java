/**
 * The stage on which the lab's scenarios are played: parties on real sockets of the loopback interface, the record of
 * what crossed between them, captions, measurements, expectations and the verdict.
 *
 * <p>Threads: a scenario is played on the caller's thread; scripted origins and proxies have threads of their own, and
 * all of them write into one {@link io.clearhop.lab.stage.Recording}.
 *
 * <p>May import the scripted peers of {@code lab}, {@code server} for the proxies, {@code observe} and below for what
 * they tell.
 */
@NullMarked
package io.clearhop.lab.stage;

import org.jspecify.annotations.NullMarked;
