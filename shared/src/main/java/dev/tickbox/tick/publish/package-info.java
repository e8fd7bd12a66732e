/** Calls the publishers of what is due, and publishes one item: claim, effect, report. */
@NullMarked
package dev.tickbox.tick.publish;

import org.jspecify.annotations.NullMarked;
