/**
 * What the vendor calls by itself: believed only if it is signed by one of the vendor's published keys, and then no more than a hint
 * to look. For whoever receives HTTP; the ledger alone decides what a hint changes.
 */
@NullMarked
package dev.tickbox.generator.gemini.webhook;

import org.jspecify.annotations.NullMarked;
