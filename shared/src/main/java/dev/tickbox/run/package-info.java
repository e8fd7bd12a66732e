/** The machine of a run: a state, an event and the time give the next state. Pure. */
@NullMarked
package dev.tickbox.run;

import org.jspecify.annotations.NullMarked;
