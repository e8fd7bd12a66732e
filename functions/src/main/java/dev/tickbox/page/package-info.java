/** The page in a browser: what {@code list}, {@code explain} and {@code cost} know, as HTML. Looking at it changes nothing in the store. */
@NullMarked
package dev.tickbox.page;

import org.jspecify.annotations.NullMarked;
