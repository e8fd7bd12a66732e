/**
 * Two or three processes that each stop at every call of the outside, and a schedule that says who goes on: all schedules with at most
 * two switches on small scenarios, random ones on larger. One thing happens at a time, so that every failure is one line that replays.
 */
@NullMarked
package dev.tickbox.interleaving;

import org.jspecify.annotations.NullMarked;
