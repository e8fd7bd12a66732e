/**
 * The way to a site. An effect is one operation that is conditional at the site itself, so that a publisher which lost its lease,
 * slept and woke up does no harm. Retryable or final is decided here, once.
 */
@NullMarked
package dev.tickbox.publisher;

import org.jspecify.annotations.NullMarked;
