/** The exact output for each state of a run. */
@NullMarked
package dev.tickbox.view;

import org.jspecify.annotations.NullMarked;
