/** Sites that fail, and texts that must not reach a site. */
@NullMarked
package dev.tickbox.tick.publish;

import org.jspecify.annotations.NullMarked;
