/**
 * What every part shares: identity (canonical JSON, hashes, ids), time, and the one record of limits. Every package may use
 * it; it uses none.
 */
@NullMarked
package dev.tickbox;

import org.jspecify.annotations.NullMarked;
