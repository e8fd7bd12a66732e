/** Publishers against the real thing: effects are counted at the site, never by what a publisher said. */
@NullMarked
package dev.tickbox.publisher.git;

import org.jspecify.annotations.NullMarked;
