/** Makes the runs of the slots that are due, and drives the runs that can continue. */
@NullMarked
package dev.tickbox.tick.start;

import org.jspecify.annotations.NullMarked;
