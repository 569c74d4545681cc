/** What Linux tells in {@code /proc} of TCP sockets and file descriptors. Elsewhere nothing is told. */
@NullMarked
package io.clearhop.kernel;

import org.jspecify.annotations.NullMarked;
