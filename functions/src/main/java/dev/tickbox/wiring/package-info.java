/** Constructs the adapters and services by hand, in one place, for the command and the functions. */
@NullMarked
package dev.tickbox.wiring;

import org.jspecify.annotations.NullMarked;
