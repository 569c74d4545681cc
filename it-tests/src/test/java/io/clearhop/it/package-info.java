/**
 * Black box: the runnable jar as a process of its own, between real clients and real origins.
 *
 * <p>What a test needs and the machine lacks makes it skip, and say why; with {@code CLEARHOP_REQUIRE_TOOLS=1} in the
 * environment it fails instead, see {@link io.clearhop.it.Tools}.
 */
package io.clearhop.it;
