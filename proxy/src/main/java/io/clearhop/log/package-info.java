/**
 * The access log: a line for each exchange, in one of several formats.
 *
 * <p>Everything here runs on the observer thread. Lines are bytes from the start to the file: formats append to one
 * buffer that is used again, and Logback, which decides where they go, is handed whole batches.
 *
 * <p>Imports {@code observe} and {@code http}.
 */
@NullMarked
package io.clearhop.log;

import org.jspecify.annotations.NullMarked;
