/**
 * HTTP/1.1 heads, framing and persistence as pure rules and values: RFC 9110 and RFC 9112 for the role of a proxy.
 *
 * <p>Nothing here knows a channel, a clock or a thread. Netty's {@code ByteBuf} and {@code AsciiString} are the only
 * types from outside. {@link io.clearhop.http.Head}, {@link io.clearhop.http.HeadParser},
 * {@link io.clearhop.http.BodyFraming}, {@link io.clearhop.http.BodyReader} and
 * {@link io.clearhop.http.ConnectionOptions} are mutable and meant to be used again for the next message by the thread
 * that owns them; everything else is immutable.
 *
 * <p>Imports no other package of the project.
 */
@NullMarked
package io.clearhop.http;

import org.jspecify.annotations.NullMarked;
