/** Where real and simulated texts are published. */
@NullMarked
package dev.tickbox.wiring;

import org.jspecify.annotations.NullMarked;
