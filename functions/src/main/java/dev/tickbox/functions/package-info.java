/** The four functions that are deployed, and what they share: configuration, shutdown, log. */
@NullMarked
package dev.tickbox.functions;

import org.jspecify.annotations.NullMarked;
