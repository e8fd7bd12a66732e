/** The use cases, on a store in memory. */
@NullMarked
package dev.tickbox.tick;

import org.jspecify.annotations.NullMarked;
