/**
 * Coverage-guided fuzzing with Jazzer. In the normal build each test runs over the committed inputs below
 * {@code src/test/resources/io/clearhop/fuzz}; {@code .ci/fuzz} searches for new ones. In a JVM of their own, for Jazzer
 * changes classes as they are loaded.
 */
package io.clearhop.fuzz;
