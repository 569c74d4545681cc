/**
 * A client for people who want to see what persistent and pipelined connections do: {@code clearhop client}. It sends
 * what it is told to, shows each head that it sends and receives with its time, and says what it waits for.
 *
 * <p>On the caller's thread; what it says while it waits comes from a thread of its own. Built on the scripted peers of
 * {@code lab}, and may import nothing else of the project.
 */
@NullMarked
package io.clearhop.lab.rawclient;

import org.jspecify.annotations.NullMarked;
