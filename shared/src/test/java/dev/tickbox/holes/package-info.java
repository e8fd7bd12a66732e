/**
 * Every hole that was mended is put back, one at a time, and must be found: by the interleavings, by the simulation, or by a scenario of
 * its own. Only tests call it.
 */
@NullMarked
package dev.tickbox.holes;

import org.jspecify.annotations.NullMarked;
