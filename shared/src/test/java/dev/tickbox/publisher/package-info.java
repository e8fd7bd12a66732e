/** Publishers against the real thing: effects are counted at the site, never by what a publisher said. */
@NullMarked
package dev.tickbox.publisher;

import org.jspecify.annotations.NullMarked;
