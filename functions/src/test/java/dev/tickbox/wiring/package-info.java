/** Which site a text is published to, for real texts and for simulated ones. */
@NullMarked
package dev.tickbox.wiring;

import org.jspecify.annotations.NullMarked;
