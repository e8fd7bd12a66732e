/**
 * {@code tickbox demo}: a bad week in fast-forward, with Tickbox and with a plain cron script under the same faults. The vendor, the sites
 * and every tick are processes of their own, and what happened is counted at the vendor and at the sites. Nobody but the command calls
 * this.
 */
@NullMarked
package dev.tickbox.demo;

import org.jspecify.annotations.NullMarked;
