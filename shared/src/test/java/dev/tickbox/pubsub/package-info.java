/** Waking through the real Pub/Sub emulator. */
@NullMarked
package dev.tickbox.pubsub;

import org.jspecify.annotations.NullMarked;
