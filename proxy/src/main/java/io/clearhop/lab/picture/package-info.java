/**
 * Pictures that runs show beside their conversation, as text and as SVG: what a list of figures would not let one see.
 *
 * <p>Values; any thread. May import {@code lab.stage} and the cells of {@code lab.report}.
 */
@NullMarked
package io.clearhop.lab.picture;

import org.jspecify.annotations.NullMarked;
