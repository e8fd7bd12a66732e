/** {@code tickbox doctor}: looks at everything that a tick needs, and changes nothing. Called by the command alone. */
@NullMarked
package dev.tickbox.doctor;

import org.jspecify.annotations.NullMarked;
