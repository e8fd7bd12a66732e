/**
 * The way to what others publish: one bounded GET. A source is never changed by it, so that it may be asked again; what it answered is
 * recorded before it is used.
 */
@NullMarked
package dev.tickbox.source;

import org.jspecify.annotations.NullMarked;
