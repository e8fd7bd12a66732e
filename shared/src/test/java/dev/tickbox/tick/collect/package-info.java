/** Results and notifications of the vendor, also late ones. */
@NullMarked
package dev.tickbox.tick.collect;

import org.jspecify.annotations.NullMarked;
