/**
 * The scenarios: one file a phenomenon, at once lesson, integration test and demonstration. They play on {@code
 * lab.stage} and know nothing of how they are shown.
 */
@NullMarked
package io.clearhop.lab.scenario;

import org.jspecify.annotations.NullMarked;
