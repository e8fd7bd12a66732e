/** Makes the adapters and puts the parts together, by hand, in one place: for the command and for the functions. */
@NullMarked
package dev.tickbox.wiring;

import org.jspecify.annotations.NullMarked;
