/**
 * Tests that let somebody else judge: whatever the proxy sends, a strict parser by other hands must read as exactly the
 * messages that were meant, however the bytes were cut. Everything made at random comes from a seed that a failure names.
 */
package io.clearhop.evidence;
