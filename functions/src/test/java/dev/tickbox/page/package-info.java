/** The page: who may look, what stays text, how large and how fast it is, and what a real browser makes of it. */
@NullMarked
package dev.tickbox.page;

import org.jspecify.annotations.NullMarked;
