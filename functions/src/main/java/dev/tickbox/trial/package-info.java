/** Runs a job in a store that is thrown away, with a vendor that makes up its texts: to see the requests before any is bought. */
@NullMarked
package dev.tickbox.trial;

import org.jspecify.annotations.NullMarked;
