/** Every state with every event, as a committed table; the claims that matter, one by one; and the diagrams drawn from the code. */
@NullMarked
package dev.tickbox.transition;

import org.jspecify.annotations.NullMarked;
