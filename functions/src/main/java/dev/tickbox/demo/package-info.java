/**
 * {@code tickbox demo}: one simulated week with failures, with Tickbox and with a plain cron script. The vendor, the sites and the ticks are
 * separate processes, and the vendor and the sites do the counting. Called only by the command.
 */
@NullMarked
package dev.tickbox.demo;

import org.jspecify.annotations.NullMarked;
