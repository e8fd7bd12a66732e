/** The machine of a channel, on which a person is told what waits: a state, an event and the time give the next state. It knows no way to send anything. */
@NullMarked
package dev.tickbox.notice;

import org.jspecify.annotations.NullMarked;
