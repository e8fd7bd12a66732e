/** Wakes the runs whose results are there, removes old runs, and reports what waits. */
@NullMarked
package dev.tickbox.tick.housekeeping;

import org.jspecify.annotations.NullMarked;
