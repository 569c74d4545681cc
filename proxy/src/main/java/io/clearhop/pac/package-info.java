/**
 * Proxy auto-config files: JavaScript that tells a browser which proxy to ask for what.
 *
 * <p>Pure: text from values, no channel and no clock. Imports {@code config} and {@code access}.
 */
@NullMarked
package io.clearhop.pac;

import org.jspecify.annotations.NullMarked;
