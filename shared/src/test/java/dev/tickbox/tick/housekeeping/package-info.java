/** Wakes that must not be lost, and removal that must not take money along. */
@NullMarked
package dev.tickbox.tick.housekeeping;

import org.jspecify.annotations.NullMarked;
