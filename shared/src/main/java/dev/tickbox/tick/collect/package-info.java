/** Collects what the vendor has finished, and finds out what became of requests whose answer was lost. */
@NullMarked
package dev.tickbox.tick.collect;

import org.jspecify.annotations.NullMarked;
