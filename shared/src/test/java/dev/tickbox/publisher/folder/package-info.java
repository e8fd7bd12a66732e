/** Publishers against the real thing: effects are counted at the site, never by what a publisher said. */
@NullMarked
package dev.tickbox.publisher.folder;

import org.jspecify.annotations.NullMarked;
