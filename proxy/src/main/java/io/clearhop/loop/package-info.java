/**
 * What belongs to one event loop and to no connection: its deadlines, its numbers, the date it writes.
 *
 * <p>Every object here is confined to the event loop that made it; nothing is locked or volatile. Time comes in as a
 * parameter.
 *
 * <p>Imports no other package of the project.
 */
@NullMarked
package io.clearhop.loop;

import org.jspecify.annotations.NullMarked;
