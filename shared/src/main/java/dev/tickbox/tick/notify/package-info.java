/** Tells people what waits for them, on the channels of the content. It changes nothing but what the channels have been told. */
@NullMarked
package dev.tickbox.tick.notify;

import org.jspecify.annotations.NullMarked;
