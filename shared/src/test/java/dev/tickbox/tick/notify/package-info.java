/** Who is told what, and when, whatever dies in between. */
@NullMarked
package dev.tickbox.tick.notify;

import org.jspecify.annotations.NullMarked;
