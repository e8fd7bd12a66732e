/**
 * What every part shares: identity (canonical JSON, hashes, ids), time, and the one record of limits. Anyone may use it;
 * it uses nobody.
 */
@NullMarked
package dev.tickbox;

import org.jspecify.annotations.NullMarked;
