/** Waking through the real Pub/Sub emulator. */
@NullMarked
package dev.tickbox.wake.pubsub;

import org.jspecify.annotations.NullMarked;
