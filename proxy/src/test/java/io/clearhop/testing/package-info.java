/** What tests of every package share. */
package io.clearhop.testing;
