/** Calls publishers through Google Pub/Sub. A call that fails leaves its items due, and the next tick calls again. */
@NullMarked
package dev.tickbox.wake.pubsub;

import org.jspecify.annotations.NullMarked;
