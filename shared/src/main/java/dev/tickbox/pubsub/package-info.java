/** Google Pub/Sub: calls the publishers of a deployment, and keeps the notifications of the vendor. */
@NullMarked
package dev.tickbox.pubsub;

import org.jspecify.annotations.NullMarked;
