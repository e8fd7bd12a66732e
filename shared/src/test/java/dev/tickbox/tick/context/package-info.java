/** What all parts of a tick obey. */
@NullMarked
package dev.tickbox.tick.context;

import org.jspecify.annotations.NullMarked;
