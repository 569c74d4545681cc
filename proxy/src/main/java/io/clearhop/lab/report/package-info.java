/**
 * Runs of scenarios as people read them: lines for a terminal, pages of Markdown, pictures. Pure: a report is made of a
 * {@link io.clearhop.lab.stage.Run} that is over.
 *
 * <p>May import {@code lab.stage} only.
 */
@NullMarked
package io.clearhop.lab.report;

import org.jspecify.annotations.NullMarked;
