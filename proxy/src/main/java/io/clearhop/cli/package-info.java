/**
 * The command line: {@link io.clearhop.cli.Main}, one class a command, and the texts a person reads in the terminal.
 *
 * <p>Options and help are made from the table {@link io.clearhop.config.Settings}; nothing here knows a setting by name,
 * but for {@code --smart} and {@code --dumb}. Whatever goes wrong is said in one line that names what to do about it,
 * and ends with one of the documented codes of {@link io.clearhop.cli.ExitCode}.
 *
 * <p>Runs on the main thread, which waits while the proxy runs; signals arrive on threads of their own. May import
 * every package.
 */
@NullMarked
package io.clearhop.cli;

import org.jspecify.annotations.NullMarked;
