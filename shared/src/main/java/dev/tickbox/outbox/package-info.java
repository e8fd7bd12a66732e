/**
 * The generation outbox: kept output waiting to be published to one site, once. Pure: it decides, others call. Whoever publishes
 * gets the fingerprint, and must make its effect conditional on it.
 */
@NullMarked
package dev.tickbox.outbox;

import org.jspecify.annotations.NullMarked;
