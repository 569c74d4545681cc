/**
 * Scripted HTTP peers on raw sockets: a client and an origin that send exactly the bytes they are told to and report
 * exactly the bytes they got. Tests use them, and the scenarios in {@code lab.scenario} are played by them on {@code
 * lab.stage}; {@code lab.report} shows what came of it.
 *
 * <p>Nothing here uses the proxy's own HTTP code, on purpose: a peer that read with the proxy's parser could not see
 * that parser's mistakes.
 *
 * <p>Threads: plain blocking sockets. A client works on the caller's thread, an origin on one daemon thread per
 * connection. Every wait is bounded.
 *
 * <p>May import {@code java.*} and JSpecify only.
 */
@NullMarked
package io.clearhop.lab;

import org.jspecify.annotations.NullMarked;
