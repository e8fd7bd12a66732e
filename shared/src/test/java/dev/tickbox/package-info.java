/** What every part shares: the same values always give the same text and the same hash. */
@NullMarked
package dev.tickbox;

import org.jspecify.annotations.NullMarked;
