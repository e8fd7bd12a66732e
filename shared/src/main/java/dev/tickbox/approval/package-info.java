/** The machine of an approval, one question to a person about one text: a state, an event and the time give the next state. Pure. */
@NullMarked
package dev.tickbox.approval;

import org.jspecify.annotations.NullMarked;
