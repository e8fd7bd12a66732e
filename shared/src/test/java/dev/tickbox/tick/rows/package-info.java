/** The same steps for each row of a table: what is taken, how rows end, and what their run makes of it. */
@NullMarked
package dev.tickbox.tick.rows;

import org.jspecify.annotations.NullMarked;
