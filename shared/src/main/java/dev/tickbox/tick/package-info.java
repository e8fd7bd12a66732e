/**
 * The two ticks, submit and reclaim. A tick starts, does what is due until its time is up, and exits; any number may overlap. Each arrow between two
 * states is one commit or one call to another system, never both, and no call is made without an applied commit before it.
 */
@NullMarked
package dev.tickbox.tick;

import org.jspecify.annotations.NullMarked;
