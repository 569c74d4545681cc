/**
 * The lab's scenarios on the console's page: {@link io.clearhop.lab.show.Theatre} plays them where the page asks for
 * one, and lets the proxies on the stage be recorded in the state that the console shows.
 *
 * <p>Threads: a play has one of its own. May import {@code lab.stage}, {@code lab.scenario}, and of the proxy {@code
 * console} and {@code record}.
 */
@NullMarked
package io.clearhop.lab.show;

import org.jspecify.annotations.NullMarked;
