/**
 * The settings: as records that the rest of the proxy reads ({@link io.clearhop.config.ProxyConfig}), and as the one
 * table ({@link io.clearhop.config.Settings}) from which command line, environment, file, help and samples are made.
 *
 * <p>Text becomes values in three layers (flags, environment, file); {@link io.clearhop.config.ConfigReader} merges them
 * and reports everything that is wrong at once.
 *
 * <p>Values are immutable and belong to no thread; reading happens once, on the main thread. May import {@code http},
 * {@code access}, and Netty's parser of IP literals.
 */
@NullMarked
package io.clearhop.config;

import org.jspecify.annotations.NullMarked;
