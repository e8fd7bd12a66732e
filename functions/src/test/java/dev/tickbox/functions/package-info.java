/** The functions, called over HTTP exchanges without a server. */
@NullMarked
package dev.tickbox.functions;

import org.jspecify.annotations.NullMarked;
