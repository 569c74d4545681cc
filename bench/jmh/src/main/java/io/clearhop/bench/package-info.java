/**
 * Microbenchmarks of what happens to the bytes of a message, without sockets and event loops: what a head and a body cost,
 * and that they allocate nothing.
 */
@NullMarked
package io.clearhop.bench;

import org.jspecify.annotations.NullMarked;
