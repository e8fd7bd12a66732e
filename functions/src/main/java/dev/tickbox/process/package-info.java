/** Processes of ours, for a demo, a desk or a test: whoever starts one ends it, and none outlives who started it. */
@NullMarked
package dev.tickbox.process;

import org.jspecify.annotations.NullMarked;
